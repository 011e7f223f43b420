import { Preset } from "@muster/db/entities/preset";
import { samePresetName } from "@muster/domain/preset";
import type { PresetSettings } from "@muster/domain/scheduling-settings";
import { Conflict, NotFound } from "../refusal.ts";
import type { Tx } from "../transaction.ts";

export interface PresetView {
  id: number;
  name: string;
  settings: PresetSettings;
  /** What new cohorts begin with, where their own terms do not decide. */
  isDefault: boolean;
}

export const viewOf = ({ id, name, settings, isDefault }: Preset): PresetView => ({ id, name, settings, isDefault });

const GONE = "This preset does not exist any more.";

/** Every preset that is not deleted, nobody else changing one meanwhile: names and the default are of the list as a whole. */
export async function lockPresets(tx: Tx): Promise<Preset[]> {
  await tx.em.execute("lock table presets in share row exclusive mode");
  return tx.em.find(Preset, { deletedAt: null });
}

export async function lockPreset(tx: Tx, presetId: number): Promise<{ preset: Preset; all: Preset[] }> {
  const all = await lockPresets(tx);
  const preset = all.find(({ id }) => id === presetId);
  if (!preset) throw new NotFound(GONE);
  return { preset, all };
}

export function refuseTakenName(all: readonly Preset[], name: string): void {
  const taken = all.find((one) => samePresetName(one.name, name));
  if (taken)
    throw new Conflict(`There is a preset called ${taken.name} already. Choose another name.`, {
      field: "name",
      facts: { presetId: taken.id },
    });
}

const MOST_PRESETS = 50;

export function refuseTooMany(all: readonly Preset[]): void {
  if (all.length >= MOST_PRESETS)
    throw new Conflict(`There are ${MOST_PRESETS} presets already. Delete one that nobody uses first.`);
}
