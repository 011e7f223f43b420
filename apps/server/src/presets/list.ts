import { Preset } from "@muster/db/entities/preset";
import type { Context } from "../context.ts";
import { viewOf, type PresetView } from "./find-preset.ts";

/** Every preset, by name. */
export async function listPresets(ctx: Context): Promise<PresetView[]> {
  const presets = await ctx.em.find(Preset, { deletedAt: null });
  return presets.map(viewOf).toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}
