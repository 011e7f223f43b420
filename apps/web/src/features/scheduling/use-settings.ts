import { keepPreviousData, skipToken, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { trpc } from "../../app/trpc.ts";
import type { Preflight } from "./preflight-list.tsx";
import { draftOfSettings, readSettings, type SettingsDraft, type SettingsErrors } from "./settings-draft.ts";

const PAUSE_MS = 300;

export interface Settings {
  draft: SettingsDraft;
  defaults: SettingsDraft;
  errors: SettingsErrors;
  /** Null while a field cannot be read. */
  settings: SchedulingSettings | null;
  preflight: Preflight | undefined;
  change: (changes: Partial<SettingsDraft>) => void;
}

/** The settings being typed, and what a run with them would meet, asked for once typing pauses. */
export function useSettings(cohortId: number): Settings {
  const defaults = draftOfSettings(useSuspenseQuery(trpc.scheduling.defaults.queryOptions({ cohortId })).data);
  const [changes, setChanges] = useState<Partial<SettingsDraft>>({});
  const draft = { ...defaults, ...changes };
  const read = readSettings(draft);
  const settings = "settings" in read ? read.settings : null;
  const settled = useSettled(settings && JSON.stringify(settings));
  const asked = settled === null ? skipToken : { cohortId, settings: JSON.parse(settled) as SchedulingSettings };
  const preflight = useQuery(trpc.scheduling.preflight.queryOptions(asked, { placeholderData: keepPreviousData }));
  return {
    draft,
    defaults,
    errors: "errors" in read ? read.errors : {},
    settings,
    preflight: preflight.data,
    change: (next) => setChanges((before) => ({ ...before, ...next })),
  };
}

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
