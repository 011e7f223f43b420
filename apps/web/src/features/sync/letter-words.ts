import type { Outputs } from "../../app/trpc.ts";

export type UndeliveredLetter = Outputs["notifications"]["undelivered"][number];

const KIND: Record<UndeliveredLetter["kind"], string> = {
  group_assigned: "that they have a group",
  member_joined: "that they joined the group",
  member_left: "that somebody left",
  meeting_moved: "that a meeting moved or is off",
  group_changed: "that the group changed",
  seat_offered: "that a seat is kept for them",
  line_closed: "that a waiting list is closed",
  swap_offered: "that somebody would trade places",
  swap_over: "what became of a trade of places",
  put_in_line: "that they were put in a waiting list",
  hours_asked: "what an organiser asks about their hours",
  guest_coming: "that a guest comes",
  guest_not_coming: "that a guest does not come",
  member_visits: "that somebody visits another group",
  visit_off: "that their visit is off",
};

const WAY: Record<UndeliveredLetter["channel"], string> = {
  email: " by mail",
  discord_dm: " by direct message",
  discord_channel: "",
};

/** Who was not told what. */
export const undeliveredWords = ({ person, kind, channel }: UndeliveredLetter): string =>
  `${person ?? "Somebody"} was not told ${KIND[kind]}${WAY[channel]}.`;
