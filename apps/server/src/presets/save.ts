import { Preset } from "@muster/db/entities/preset";
import type { PresetSettings } from "@muster/domain/scheduling-settings";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { lockPresets, refuseTakenName, refuseTooMany, viewOf, type PresetView } from "./find-preset.ts";

/** Settings under a new name; a name somebody uses already is a Conflict. */
export async function savePreset(
  ctx: Context,
  { name, settings }: { name: string; settings: PresetSettings },
): Promise<PresetView> {
  return together(ctx, async (tx) => {
    const all = await lockPresets(tx);
    refuseTakenName(all, name);
    refuseTooMany(all);
    const preset = tx.em.create(Preset, { name, settings });
    await tx.em.flush();
    await audit(tx, { action: "presets.save", object: `preset:${preset.id}`, after: { name, settings } });
    return viewOf(preset);
  });
}
