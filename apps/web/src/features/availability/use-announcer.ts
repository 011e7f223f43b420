import { useCallback, useEffect, useRef } from "react";

const GATHER_MS = 400;

/** One polite sentence at a time: of many strokes in a row, the last is said (AG-15). */
export function useAnnouncer() {
  const region = useRef<HTMLParagraphElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const announce = useCallback((sentence: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (region.current) region.current.textContent = sentence;
    }, GATHER_MS);
  }, []);
  return { region, announce };
}
