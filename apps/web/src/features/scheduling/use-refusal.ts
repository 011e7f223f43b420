import { useState } from "react";

export interface Refusal {
  refused: unknown;
  /** For every deed of the page: one that begins forgets what was refused before. */
  watched: { onMutate: () => void; onError: (error: unknown) => void };
}

/** What was refused last, until the next deed of whichever kind. */
export function useRefusal(): Refusal {
  const [refused, setRefused] = useState<unknown>(null);
  return { refused, watched: { onMutate: () => setRefused(null), onError: (error) => setRefused(error) } };
}
