import { type Seating } from "./seating.ts";

/** What a search asks of the world now and then. */
export interface Watch {
  /** True ends the search; it keeps the best it has. */
  shouldStop: () => boolean;
  /** A better grouping than any before. */
  onBetter: (seating: Seating) => void;
}
