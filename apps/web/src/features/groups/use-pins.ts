import { useState } from "react";
import { readPins, withPinsOfBoard, writePins, type PinnedOnBoard, type Pins } from "./pins.ts";

const keyOf = (cohortId: number) => `muster-pins-${cohortId}`;

/** Whoever was pinned while a proposal was looked at is pinned among its groups too (SC-19, GR-2). */
export function carryPins(cohortId: number, board: PinnedOnBoard): void {
  const key = keyOf(cohortId);
  localStorage.setItem(key, writePins(withPinsOfBoard(readPins(localStorage.getItem(key)), board)));
}

/** The pins of one cohort, kept on this device (GR-2). */
export function usePins(cohortId: number): [Pins, (pins: Pins) => void] {
  const key = keyOf(cohortId);
  const [pins, setPins] = useState(() => readPins(localStorage.getItem(key)));
  const keep = (next: Pins) => {
    localStorage.setItem(key, writePins(next));
    setPins(next);
  };
  return [pins, keep];
}
