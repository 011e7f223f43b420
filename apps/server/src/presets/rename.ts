import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { lockPreset, refuseTakenName } from "./find-preset.ts";

/** Another name for a preset; one that differs in case alone is still its own. */
export async function renamePreset(
  ctx: Context,
  { presetId, name }: { presetId: number; name: string },
): Promise<{ before: string }> {
  return together(ctx, async (tx) => {
    const { preset, all } = await lockPreset(tx, presetId);
    const before = preset.name;
    refuseTakenName(
      all.filter((one) => one !== preset),
      name,
    );
    preset.name = name;
    await audit(tx, {
      action: "presets.rename",
      object: `preset:${presetId}`,
      before: { name: before },
      after: { name },
    });
    return { before };
  });
}
