import { keepPreviousData, skipToken, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { settingsFor, type PresetSettings, type SchedulingSettings } from "@muster/domain/scheduling-settings";
import { trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";
import type { Preflight } from "./preflight-list.tsx";
import { draftOfSettings, readSettings, type SettingsDraft, type SettingsErrors } from "./settings-draft.ts";
import { usePresetList, type Preset } from "./use-presets.ts";

const PAUSE_MS = 300;

export interface Settings {
  draft: SettingsDraft;
  /** What differences are counted against: the preset in use, else the cohort's own terms. */
  base: Partial<SettingsDraft>;
  preset: Preset | null;
  errors: SettingsErrors;
  /** Null while a field cannot be read. */
  settings: SchedulingSettings | null;
  /** The part of them a preset keeps. */
  keepable: PresetSettings | null;
  preflight: Preflight | undefined;
  change: (changes: Partial<SettingsDraft>) => void;
  /** Takes a preset's settings, or the cohort's own terms, into the form. */
  choose: (presetId: number | null) => void;
  /** Puts these in the place of what is typed; the toast with these words gives that back. */
  replace: (settings: SchedulingSettings, words: string) => void;
  /** Counts differences against this preset from now on, and changes nothing. */
  adopt: (presetId: number) => void;
}

/** The settings being typed, which preset they are from, and what a run with them would meet, asked for once typing pauses. */
export function useSettings(cohortId: number): Settings {
  const toast = useToast();
  const presets = usePresetList();
  const defaults = useSuspenseQuery(trpc.scheduling.defaults.queryOptions({ cohortId })).data;
  const [changes, setChanges] = useState<Partial<SettingsDraft>>({});
  // Until somebody chooses, the installation's default preset is in use.
  const [chosen, setChosen] = useState<number | null>();
  const inUse = chosen === undefined ? ({ isDefault }: Preset) => isDefault : ({ id }: Preset) => id === chosen;
  const preset = presets.find(inUse) ?? null;
  const own = draftOfSettings(ownTerms(defaults));
  const draft = { ...draftOfSettings(defaults), ...changes };
  const read = readSettings(draft);
  const settings = "settings" in read ? read.settings : null;
  const settled = useSettled(settings && JSON.stringify(settings));
  const asked = settled === null ? skipToken : { cohortId, settings: JSON.parse(settled) as SchedulingSettings };
  const preflight = useQuery(trpc.scheduling.preflight.queryOptions(asked, { placeholderData: keepPreviousData }));
  const change = (next: Partial<SettingsDraft>) => setChanges((before) => ({ ...before, ...next }));
  const put = (next: Partial<SettingsDraft>, words: string, presetId = chosen) => {
    change(next);
    setChosen(presetId);
    const undo = () => {
      setChanges(changes);
      setChosen(chosen);
    };
    toast({ text: words, undo });
  };
  return {
    draft,
    base: preset ? draftOfSettings(preset.settings) : own,
    preset,
    errors: "errors" in read ? read.errors : {},
    settings,
    keepable: settings && withoutSeed(settings),
    preflight: preflight.data,
    change,
    choose: (presetId) => {
      const next = presets.find(({ id }) => id === presetId);
      if (next) put(draftOfSettings(next.settings), `${next.name} is in the form.`, next.id);
      else put(own, "The cohort's own settings are in the form.", null);
    },
    replace: (next, words) => put(draftOfSettings(next), words),
    adopt: setChosen,
  };
}

/** What a run of this cohort would have without any preset: the sizes and lengths of `defaults` are its own whatever the preset. */
const ownTerms = ({ minPeople, maxPeople, ...terms }: SchedulingSettings): SchedulingSettings =>
  settingsFor({ ...terms, minSize: minPeople, maxSize: maxPeople });

const withoutSeed = ({ seed: _seed, ...kept }: SchedulingSettings): PresetSettings => kept;

/** A value once it has stood still for a moment. */
function useSettled(value: string | null): string | null {
  const [settled, setSettled] = useState(value);
  const shown = useDeferredValue(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(shown), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return settled;
}
