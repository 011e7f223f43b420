/** How the scheduler treats everybody who is not pinned: the cost of moving, in words (SC-19). */
export const OTHERS = [
  {
    value: "nobody",
    label: "All stay",
    why: "Everybody keeps their place; people without one are seated where there is room.",
  },
  { value: "least", label: "Few move", why: "Somebody moves only where that makes the whole better." },
  { value: "freely", label: "All may move", why: "Places are dealt afresh, except those kept." },
] as const;
export type Others = (typeof OTHERS)[number]["value"];
export type Moving = "least" | "freely";
