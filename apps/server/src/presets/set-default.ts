import { Preset } from "@muster/db/entities/preset";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { lockPreset, lockPresets } from "./find-preset.ts";

/** What new cohorts begin with from now on; null is Muster's own. Answers which it was: with it, it is set back. */
export async function setDefaultPreset(
  ctx: Context,
  { presetId }: { presetId: number | null },
): Promise<{ before: number | null }> {
  return together(ctx, async (tx) => {
    const all = presetId === null ? await lockPresets(tx) : (await lockPreset(tx, presetId)).all;
    const before = all.find(({ isDefault }) => isDefault)?.id ?? null;
    // One statement after the other: two defaults never stand together, not even for a moment.
    await tx.em.nativeUpdate(Preset, { isDefault: true }, { isDefault: false });
    if (presetId !== null) await tx.em.nativeUpdate(Preset, { id: presetId }, { isDefault: true });
    await audit(tx, {
      action: "presets.setDefault",
      object: "installation",
      before: { preset: before },
      after: { preset: presetId },
    });
    return { before };
  });
}
