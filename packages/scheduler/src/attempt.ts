import { attemptsUnderRules } from "./attempt-under-rules.ts";
import { type Board } from "./board.ts";
import { countBits } from "./bits.ts";
import { OpenGroups } from "./open-groups.ts";
import { randomFrom } from "./random.ts";
import { isRuled } from "./ruling.ts";
import { type Seating } from "./seating.ts";

/** How far the order of an attempt may stray from "least available first": 0.5 is up to half as much or half as long. */
const NOISE = 0.5;
/** How often a person tries the groups from a random one on instead of from the first. */
const ROAM = 0.5;
/** Above the number of people any board has: keys carry the person in their low part. */
const SPAN = 16_384;

/** Greedy attempts on one board. */
export interface Attempts {
  /** Makes attempt `index` and answers its quality in tenths. Nothing is kept between two attempts. */
  run: (index: number) => number;
  /** The grouping of the attempt made last. */
  seating: () => Seating;
}

/** Least available first, with noise: whoever fits few starts chooses while there is choice. */
export function attemptsOn(board: Board, seed: number): Attempts {
  if (isRuled(board)) return attemptsUnderRules(board, seed);
  const { participants, words, pinnedAt } = board;
  const groups = new OpenGroups(board);
  const choices = Float64Array.from(participants.ids, (_, p) =>
    pinnedAt[p]! >= 0 ? 0.01 : countBits(participants.free, p * words, words),
  );
  const candidates = Int32Array.from([...choices.keys()].filter((p) => choices[p]! > 0));
  const keys = new Float64Array(candidates.length);
  const run = (index: number): number => {
    const random = randomFrom(seed, index);
    for (let at = 0; at < candidates.length; at++) {
      const person = candidates[at]!;
      keys[at] = Math.floor(choices[person]! * (1 + NOISE * (2 * random() - 1)) * 1_024) * SPAN + person;
    }
    keys.sort();
    groups.reset();
    for (let at = 0; at < keys.length; at++) {
      const person = keys[at]! % SPAN;
      const from = random() < ROAM ? Math.floor(random() * groups.count) : 0;
      if (!groups.join(person, from)) groups.open(person, random);
    }
    groups.dropSmall();
    for (let at = 0; at < keys.length; at++) groups.fillUp(keys[at]! % SPAN);
    return groups.score();
  };
  return { run, seating: () => groups.seating() };
}
