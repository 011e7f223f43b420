import type { Outputs } from "../../app/trpc.ts";

export type PersonReached = Outputs["notifications"]["deliveries"][number];
type Told = PersonReached["told"][number];

export interface Reach {
  tone: "ok" | "wait" | "warn" | "fail" | "off";
  word: string;
  /** What to do about it, where somebody can do something. */
  help: string | null;
}

/** Whether they can see their group on Discord. */
export function discordReach({ discord }: Pick<PersonReached, "discord">): Reach {
  switch (discord) {
    case "in_server":
      return { tone: "ok", word: "On the server", help: null };
    case "not_in_server":
      return { tone: "warn", word: "Not on the server", help: "Send them the invitation; access follows by itself." };
    case "no_account":
      return { tone: "warn", word: "No account", help: "They connect Discord in Muster." };
    case "unknown":
      return { tone: "wait", word: "Not looked up yet", help: null };
  }
}

/** What became of the last thing said to them by this channel. */
export function channelReach(person: Pick<PersonReached, "told" | "hasEmail">, channel: Told["channel"]): Reach {
  const last = person.told.find((one) => one.channel === channel);
  if (!last) {
    if (channel === "email" && !person.hasEmail)
      return { tone: "off", word: "No address", help: "The channel reaches them." };
    return { tone: "off", word: "Nothing yet", help: null };
  }
  switch (last.status) {
    case "sent":
      return { tone: "ok", word: "Sent", help: null };
    case "due":
    case "claimed":
      return { tone: "wait", word: last.error ? "Tried again soon" : "On its way", help: last.error };
    case "skipped":
      return { tone: "off", word: "Not needed", help: last.error };
    case "failed":
      return { tone: "fail", word: "Not delivered", help: last.error };
  }
}

/** Those nothing has reached, to be copied: one line each. */
export const notReached = (people: readonly PersonReached[]): string =>
  people
    .filter(({ reached }) => !reached)
    .map(({ name, groups }) => `${name} (${groups.join(", ")})`)
    .join("\n");
