import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { lockPreset } from "./find-preset.ts";

/** Out of the list; `restorePreset` brings it back. Runs keep their settings whatever becomes of the preset. */
export async function removePreset(ctx: Context, { presetId }: { presetId: number }): Promise<{ name: string }> {
  return together(ctx, async (tx) => {
    const { preset } = await lockPreset(tx, presetId);
    preset.deletedAt = tx.clock();
    await audit(tx, { action: "presets.remove", object: `preset:${presetId}`, before: { name: preset.name } });
    return { name: preset.name };
  });
}
