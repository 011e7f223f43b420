import { isLive } from "@muster/domain/group";
import { countOf } from "../../ui/count-words.ts";
import type { GroupCard } from "./fit.ts";

type Summed = Pick<GroupCard, "status"> & {
  members: readonly { personId: number; fit: GroupCard["members"][number]["fit"] }[];
};

/** `52 of 58 placed in 8 groups · 11 if needed`: people, not places; all others are available. */
export function summaryWords(groups: readonly Summed[], waiting: number): string {
  const live = groups.filter(({ status }) => isLive(status));
  if (groups.length === 0) return "";
  const placed = new Map<number, GroupCard["members"][number]["fit"]>();
  // Whoever leads several groups counts as well as the hour that suits them least.
  for (const { personId, fit } of live.flatMap(({ members }) => members))
    if (fit === "not_free" || (fit === "if_needed" && placed.get(personId) !== "not_free") || !placed.has(personId))
      placed.set(personId, fit);
  const count = (fit: string) => [...placed.values()].filter((one) => one === fit).length;
  const [ifNeeded, notFree] = [count("if_needed"), count("not_free")];
  const fits = [...(ifNeeded > 0 ? [`${ifNeeded} if needed`] : []), ...(notFree > 0 ? [`${notFree} not free`] : [])];
  return `${placed.size} of ${placed.size + waiting} placed in ${countOf(live.length, "group")} · ${fits.join(", ") || "all available"}`;
}
