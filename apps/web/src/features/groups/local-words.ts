import { cityOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import type { GroupMember } from "./fit.ts";

/** `Berlin Tue 19:00`: when the group meets by a member's own clock, and what stands between them and Discord. */
export function localWords({ timeZone, discord }: Pick<GroupMember, "timeZone" | "discord">, at: Date | null): string {
  const when =
    timeZone && at ? `${cityOf(timeZone)} ${weekdayOfInstant(at, timeZone)} ${timeOf(at, timeZone)}` : "no zone yet";
  if (discord === "not_in_server") return `${when} · not on the server`;
  return discord === "no_account" ? `${when} · no Discord account` : when;
}
