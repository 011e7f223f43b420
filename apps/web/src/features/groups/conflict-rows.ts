import type { Outputs } from "../../app/trpc.ts";

type Found = Outputs["groups"]["conflicts"];

export interface Conflict {
  key: string;
  sort: "hard" | "soft";
  words: string;
  groupIds: readonly number[];
  personIds: readonly number[];
}

/** One row for each, the hard ones first; what two groups both say is said once (GR-7). */
export function conflictRows({ hard, soft }: Found): Conflict[] {
  const rows = [
    ...hard.map((one): Conflict => ({ ...one, sort: "hard", key: "" })),
    ...soft.map((one): Conflict => ({ ...one, sort: "soft", key: "" })),
  ].map((row) => ({ ...row, key: keyOf(row) }));
  return [...new Map(rows.toReversed().map((row) => [row.key, row])).values()].toReversed();
}

const keyOf = ({
  code,
  groupIds,
  personIds,
}: {
  code?: string;
  groupIds: readonly number[];
  personIds: readonly number[];
}) => [code, groupIds.toSorted((a, b) => a - b).join("+"), personIds.join("+")].join(" ");

/** The worst that is known of each group, for its card. */
export function flagsOf(conflicts: readonly Pick<Conflict, "sort" | "groupIds">[]): Map<number, "hard" | "soft"> {
  const flags = new Map<number, "hard" | "soft">();
  for (const { sort, groupIds } of conflicts)
    for (const id of groupIds) if (sort === "hard" || !flags.has(id)) flags.set(id, sort);
  return flags;
}
