import type { Outputs } from "../../app/trpc.ts";

type Finding = Outputs["scheduling"]["preflight"]["blocks"][number];

/** The server refuses an address of some thousand ids. */
const MOST_IN_ADDRESS = 200;

/** What the address of the people page says of a finding; null where it would show others, or more than fit into it. */
export function peopleSearch({ people, page }: Pick<Finding, "people" | "page">): { who?: number[] } | null {
  if (people.length === 0) return page === "people" ? {} : null;
  return people.length <= MOST_IN_ADDRESS ? { who: people.map(({ id }) => id) } : null;
}
