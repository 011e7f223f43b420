import { cityOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import type { GroupCard, GroupMember } from "./fit.ts";

interface Viewed {
  member: Pick<GroupMember, "personId" | "role" | "fit">;
  group: Pick<GroupCard, "name" | "status" | "facilitator"> & {
    members: readonly { personId: number; name: string }[];
  };
  first: Date | null;
  timeZone: string;
}

const FIT: Record<GroupMember["fit"], string> = {
  available: "All of it lies within the hours they marked as Available.",
  if_needed: "Part of it lies in hours they marked as If needed.",
  not_free: "It does not lie wholly within the hours they marked.",
};

/** What a member's own page says of the group: when for them, and whom they see in it; names only once it is real (GR-11). */
export function viewAsWords({ member, group, first, timeZone }: Viewed): {
  title: string;
  lead: string;
  people: string;
} {
  const forming = group.status === "preview" ? ", which is forming" : "";
  const start =
    member.role === "facilitator" ? `You lead ${group.name}${forming}.` : `You are in ${group.name}${forming}.`;
  const when = first
    ? ` It meets on ${weekdayOfInstant(first, timeZone, "long")}s at ${timeOf(first, timeZone)}.`
    : " It has no meeting yet.";
  const others = group.members.filter(({ personId }) => personId !== member.personId).map(({ name }) => name);
  return {
    title: `${start}${when}`,
    lead: `Times are for ${cityOf(timeZone)}. ${FIT[member.fit]}`,
    people:
      group.status === "preview"
        ? "Who else is in it is shown when the group opens; no channel is seen before."
        : `With ${others.join(", ") || "nobody else"}.`,
  };
}
