import { Preset } from "@muster/db/entities/preset";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { lockPresets, refuseTakenName, refuseTooMany, viewOf, type PresetView } from "./find-preset.ts";

/** Brings a deleted preset back, as the default too if it was and none is since. */
export async function restorePreset(ctx: Context, { presetId }: { presetId: number }): Promise<PresetView> {
  return together(ctx, async (tx) => {
    const all = await lockPresets(tx);
    const standing = all.find(({ id }) => id === presetId);
    if (standing) return viewOf(standing);
    const preset = await tx.em.findOne(Preset, presetId);
    if (!preset) throw new NotFound("This preset does not exist any more.");
    refuseTakenName(all, preset.name);
    refuseTooMany(all);
    if (all.some(({ isDefault }) => isDefault)) preset.isDefault = false;
    preset.deletedAt = null;
    await audit(tx, { action: "presets.restore", object: `preset:${presetId}`, after: { name: preset.name } });
    return viewOf(preset);
  });
}
