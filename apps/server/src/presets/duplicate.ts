import { Preset } from "@muster/db/entities/preset";
import { copyName } from "@muster/domain/preset";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { lockPreset, refuseTooMany, viewOf, type PresetView } from "./find-preset.ts";

/** The same settings under the next free name. */
export async function duplicatePreset(ctx: Context, { presetId }: { presetId: number }): Promise<PresetView> {
  return together(ctx, async (tx) => {
    const { preset, all } = await lockPreset(tx, presetId);
    refuseTooMany(all);
    const name = copyName(
      preset.name,
      all.map((one) => one.name),
    );
    const copy = tx.em.create(Preset, { name, settings: preset.settings });
    await tx.em.flush();
    await audit(tx, { action: "presets.duplicate", object: `preset:${copy.id}`, after: { name, of: presetId } });
    return viewOf(copy);
  });
}
