import { type Attempts } from "./attempt.ts";
import { countBits } from "./bits.ts";
import { type Board } from "./board.ts";
import { randomFrom } from "./random.ts";
import { RuledOpenGroups } from "./ruled-open-groups.ts";
import { type Ruling } from "./ruling.ts";

/** As in an attempt without rules. */
const NOISE = 0.5;
const ROAM = 0.5;

/** Greedy attempts in which a company chooses as one: least available first, and those bound to a facilitator before all. */
export function attemptsUnderRules(board: Board & { ruling: Ruling }, seed: number): Attempts {
  const groups = new RuledOpenGroups(board);
  const { parties } = groups;
  const choices = parties.map(({ free, people, ledBy }) => {
    const starts = countBits(free, 0, board.words);
    if (people.some((person) => board.pinnedAt[person]! >= 0)) return Math.min(starts, 0.01);
    return starts / (people.length * (ledBy >= 0 ? 100 : 1));
  });
  const candidates = [...parties.keys()].filter((party) => choices[party]! > 0);
  const run = (index: number): number => {
    const random = randomFrom(seed, index);
    const order = candidates
      .map((party) => ({ party, key: choices[party]! * (1 + NOISE * (2 * random() - 1)) }))
      .toSorted((a, b) => a.key - b.key || a.party - b.party);
    groups.reset();
    for (const { party } of order) {
      const from = random() < ROAM ? Math.floor(random() * groups.count) : 0;
      if (!groups.join(party, from)) groups.open(party, random);
    }
    groups.dropUnfit();
    for (const { party } of order) if (!groups.isSeated(party)) groups.join(party, 0);
    return groups.score();
  };
  return { run, seating: () => groups.seating() };
}
