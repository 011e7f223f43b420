import { useState } from "react";
import { problemOf, type Problem } from "./trpc.ts";

export interface Refusal {
  /** What was refused last, until the next deed of whichever kind. */
  refused: Problem | null;
  /** For every deed of the page: one that begins forgets what was refused before. */
  watched: { onMutate: () => void; onError: (error: unknown) => void };
  /** A dialog that opens begins afresh. */
  forget: () => void;
}

/** One for all deeds whose refusals are told at one place. */
export function useRefusal(): Refusal {
  const [refused, setRefused] = useState<Problem | null>(null);
  const forget = () => setRefused(null);
  return { refused, forget, watched: { onMutate: forget, onError: (error) => setRefused(problemOf(error)) } };
}
