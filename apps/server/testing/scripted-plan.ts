import { createHash } from "node:crypto";
import { keys, type Brief, type GroupBrief, type KindName, type PersonBrief } from "@muster/domain/brief";
import type { PlannedStep } from "@muster/domain/report";

/** What a scripted guild holds, as far as a plan looks at it. */
export interface ScriptedGuild {
  /** Our key → ids, oldest first. */
  guild: ReadonlyMap<string, readonly string[]>;
  present: ReadonlySet<string>;
  strangers: ReadonlyMap<string, string>;
  /** How something differs that hands changed, by key. */
  changed: ReadonlyMap<string, PlannedStep["differences"]>;
}

export type Step = Pick<PlannedStep, "kind" | "key" | "action" | "label"> & {
  discordId?: string;
  departed?: boolean;
  held?: boolean;
  waiting?: boolean;
  differences?: PlannedStep["differences"];
};
/** What would have to happen, judged by this guild; what was made and never told is found again by its key. */
export function stepsFor(brief: Brief, seen: ScriptedGuild): Step[] {
  const { policy, remembered } = brief;
  const thing = (kind: KindName, key: string, { isFree = false } = {}): Step => {
    const base = { kind, key, label: key };
    const isAskedFor = policy.repair.includes(key);
    const differences = seen.changed.get(key);
    if (differences) return { ...base, action: "update", held: !isAskedFor, differences };
    if (seen.guild.has(key)) return { ...base, action: "keep" };
    if (remembered.some((one) => one.key === key)) return { ...base, action: "recreate", held: !isAskedFor };
    return { ...base, action: "create", held: !policy.allowCreate && !isFree && !isAskedFor };
  };
  if (brief.about === "cohort") return brief.categories.map(({ key }) => thing("category", key));
  const { id, status } = brief.group;
  const category = thing("category", brief.categoryKey);
  return [
    { ...category, held: category.action !== "keep" },
    thing("text-channel", keys.textChannel(id)),
    thing("voice-channel", keys.voiceChannel(id)),
    ...accessFor(brief, seen),
    ...brief.meetings
      .filter(({ event }) => event === "wanted")
      .map((meeting) => thing("event", keys.event(id, meeting.id), { isFree: status === "active" })),
    thing("welcome", keys.welcome(id)),
    ...brief.messages
      .filter(({ key }) => !remembered.some((one) => one.key === key))
      .map(({ key }) => thing("message", key, { isFree: true })),
  ];
}

function accessFor(brief: GroupBrief, seen: ScriptedGuild): Step[] {
  const steps: Step[] = [];
  const wanted = new Set<string>();
  const channels = ["text", "voice"] as const;
  for (const { discordId, name } of [...brief.members, ...brief.guests]) {
    if (!discordId) continue;
    for (const channel of channels) {
      const key = keys.access(brief.group.id, channel, discordId);
      wanted.add(key);
      const base = { kind: "access" as const, key, label: name, discordId };
      if (!seen.present.has(discordId)) steps.push({ ...base, action: "create", waiting: true });
      else steps.push({ ...base, action: seen.guild.has(key) ? "keep" : "create" });
    }
  }
  const prefix = `group:${brief.group.id}/access-`;
  const standing = [...seen.guild.keys(), ...seen.strangers.keys()].filter(
    (key) => key.startsWith(prefix) && !wanted.has(key),
  );
  for (const key of standing) {
    const discordId = key.split("/").at(-1)!;
    if (brief.protected.includes(discordId)) continue;
    steps.push({
      kind: "access",
      key,
      label: discordId,
      discordId,
      action: "delete",
      departed: !seen.present.has(discordId),
    });
  }
  return steps;
}

/** The keys without which a step is blocked. */
export function makersOf(brief: Brief | PersonBrief, { kind }: Step): string[] {
  if (brief.about !== "group") return [];
  const { id } = brief.group;
  switch (kind) {
    case "category":
      return [];
    case "text-channel":
    case "voice-channel":
      return [brief.categoryKey];
    case "access":
      return [keys.textChannel(id), keys.voiceChannel(id)];
    case "event":
      return [keys.voiceChannel(id)];
    case "welcome":
    case "message":
      return [keys.textChannel(id)];
  }
}

const mark = ({ kind, key, action }: Step) =>
  createHash("sha256").update(`${kind} ${key} ${action}`).digest("hex").slice(0, 12);

/** Access and messages leave no mark: policy never governs them. */
export function fingerprintOf(steps: readonly Step[]): string {
  return steps
    .filter(({ kind, action, held }) => action !== "keep" && !held && kind !== "access" && kind !== "message")
    .map(mark)
    .toSorted()
    .join(".");
}

/** Whether a plan holds nothing beyond what was approved. */
export function isWithin(approved: string, now: string): boolean {
  const marks = new Set(approved.split("."));
  return now === "" || now.split(".").every((one) => marks.has(one));
}
