import type { Outputs } from "../../app/trpc.ts";

export type UndeliveredLetter = Outputs["notifications"]["undelivered"][number];

const KIND: Record<UndeliveredLetter["kind"], string> = {
  group_assigned: "that they have a group",
  member_joined: "that they joined the group",
  member_left: "that somebody left",
  meeting_moved: "that a meeting moved",
  group_changed: "that the group changed",
  seat_offered: "that a seat is kept for them",
};

/** Who was not told what. */
export const undeliveredWords = ({ person, kind, channel }: UndeliveredLetter): string =>
  `${person ?? "Somebody"} was not told ${KIND[kind]}${channel === "email" ? " by mail" : ""}.`;
