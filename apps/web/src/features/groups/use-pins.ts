import { useState } from "react";
import { readPins, writePins, type Pins } from "./pins.ts";

/** The pins of one cohort, kept on this device (GR-2). */
export function usePins(cohortId: number): [Pins, (pins: Pins) => void] {
  const key = `muster-pins-${cohortId}`;
  const [pins, setPins] = useState(() => readPins(localStorage.getItem(key)));
  const keep = (next: Pins) => {
    localStorage.setItem(key, writePins(next));
    setPins(next);
  };
  return [pins, keep];
}
