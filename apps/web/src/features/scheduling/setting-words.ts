import { meetingHoursWords, type MeetingHours } from "@muster/domain/meeting-hours";
import type { SchedulingSettings, SettingName } from "@muster/domain/scheduling-settings";
import { countOf } from "../../ui/count-words.ts";

const NAME: Record<SettingName, string> = {
  minPeople: "smallest group",
  maxPeople: "largest group",
  meetingLengthMinutes: "meeting length",
  stepMinutes: "step",
  useIfNeeded: "If needed times",
  balance: "even sizes",
  civilHours: "civil hours",
  meetingHours: "meetings on",
  iterations: "attempts",
  timeLimitSeconds: "time limit",
  seed: "seed",
};

type Values = { [Name in SettingName]?: SchedulingSettings[Name] | string };

/** `largest group 8 → 9`, `even sizes off`, `meetings on Mon–Fri 18:00–22:00`: a setting, and what it was where that is short. */
export function settingWords(name: SettingName, now: Values, before?: Values): string {
  const [value, old] = [now[name], before?.[name]];
  const said = valueWords(value);
  const simple = old === undefined || typeof value === "boolean" || typeof value === "object";
  return simple ? `${NAME[name]} ${said}` : `${NAME[name]} ${valueWords(old)} → ${said}`;
}

function valueWords(value: Values[SettingName]): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "object") return meetingHoursWords(value as MeetingHours);
  return CIVIL[String(value)] ?? String(value).trim();
}

const CIVIL: Record<string, string> = { prefer: "preferred", must: "a must" };

/** `as in the preset`, `2 differ: smallest group 5 → 4, even sizes off` (SC-6). */
export function differsWords(fields: readonly SettingName[], draft: Values, base: Values): string {
  if (fields.length === 0) return "";
  const all = fields.map((name) => settingWords(name, draft, base)).join(", ");
  return `${countOf(fields.length, "differs", "differ")}: ${all}`;
}
