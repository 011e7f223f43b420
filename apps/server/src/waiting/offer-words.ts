import type { WaitState } from "@muster/domain/waiting";
import { closedWords } from "./find-wait.ts";

interface Standing {
  state: WaitState;
  offerUntil: Date | null;
  endedBecause: string | null;
  group: { name: string };
}

export interface OfferStanding {
  /** It can be accepted now. */
  open: boolean;
  /** What has become of it, for whoever opens it. */
  sentence: string;
}

/** What an offer is worth at this moment, also before anybody has swept it away. */
export function offerWords({ state, offerUntil, endedBecause, group: { name } }: Standing, now: Date): OfferStanding {
  switch (state) {
    case "offered":
      return offerUntil !== null && now < offerUntil
        ? { open: true, sentence: `A seat in ${name} is kept for you.` }
        : { open: false, sentence: passedOn(name) };
    case "expired":
      return { open: false, sentence: passedOn(name) };
    case "waiting":
      return { open: false, sentence: `You are in line for ${name}; no seat is free at the moment.` };
    case "accepted":
      return { open: false, sentence: `You took this seat in ${name}.` };
    case "declined":
      return { open: false, sentence: `You declined this seat in ${name}, and it went to the next in line.` };
    case "left":
      return { open: false, sentence: `You are no longer in line for ${name}.` };
    case "ended":
      return { open: false, sentence: closedWords(name, endedBecause) };
  }
}

const passedOn = (name: string): string =>
  `The time for this seat in ${name} has passed, so that it went to the next in line. You can join the list again.`;
