import type { PresetSettings } from "@muster/domain/scheduling-settings";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { lockPreset } from "./find-preset.ts";

/** A preset keeps other settings from now on. Answers those it kept before: with them it is changed back. */
export async function changePreset(
  ctx: Context,
  { presetId, settings }: { presetId: number; settings: PresetSettings },
): Promise<{ before: PresetSettings }> {
  return together(ctx, async (tx) => {
    const { preset } = await lockPreset(tx, presetId);
    const before = preset.settings;
    preset.settings = settings;
    await audit(tx, { action: "presets.change", object: `preset:${presetId}`, before, after: settings });
    return { before };
  });
}
