import { applyChange } from "./apply-change.ts";
import { changedFrom, placesIn } from "./earlier-places.ts";
import { type Reason } from "./explain.ts";
import { type Ledger } from "./ledger.ts";
import { firstAttempts, prepare, type Prepared } from "./prepare.ts";
import { propose } from "./propose.ts";
import { type Change, type Remedy } from "./proposal.ts";
import { proveSeat } from "./prove-seat.ts";
import { type Effort } from "./prove.ts";
import { changesForAll, changesForOne } from "./propose-changes.ts";
import { sentenceFor } from "./remedy-sentence.ts";
import { blocksOf, repeatAttempt, runAttempts } from "./run-attempts.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { search } from "./search.ts";
import { placedIn } from "./seating.ts";
import { settle, type Solution } from "./solve.ts";

const MOST_REMEDIES = 3;

/**
 * By number of people: trials, each a whole run, so that the answer would take many times longer with more; how many of
 * them may go beyond the relaxation; and seats, each shown by one relaxation.
 */
const TRIALS: readonly { upTo: number; trials: number; toTheEnd: number; seats: number }[] = [
  { upTo: 60, trials: 10, toTheEnd: 10, seats: 40 },
  { upTo: 150, trials: 8, toTheEnd: 3, seats: 40 },
  { upTo: 400, trials: 3, toTheEnd: 1, seats: 40 },
  { upTo: 1_200, trials: 1, toTheEnd: 0, seats: 12 },
  { upTo: 5_000, trials: 0, toTheEnd: 0, seats: 2 },
];
/** So often in a row no seat was shown: the relaxation is not close enough here. */
const HOPELESS = 5;
const NONE_USUAL = { trials: 0, toTheEnd: 0, seats: 0 };

interface Asked {
  solution: Solution;
  reasons: readonly (Reason & { id: string })[];
  ledger: Ledger;
}

type Effect = Omit<Remedy, "change" | "sentence">;

/** What came of a change, and who has a place then. */
interface Trial extends Effect {
  ids: ReadonlySet<string>;
}

/**
 * Up to three remedies for each person without a place. Every one was tried: the problem was changed and scheduled
 * again from this proposal, by the same steps and seed, or what that comes to was proven; the person had a place, and
 * more people had one than before.
 */
export async function findRemedies(prepared: Prepared, asked: Asked): Promise<Map<string, Remedy[]>> {
  const { solution, reasons, ledger } = asked;
  const trials = new Trials(prepared, { solution, ledger });
  const without = reasons.filter(({ reason }) => reason !== "not_needed" && reason !== "facilitator_not_certified");
  const ids = without.map(({ id }) => id);
  for (const change of changesForAll(prepared, { solution, reasons: without })) await trials.tryOut(change, ids);
  const own = without.map(({ id }) => ({ id, changes: changesForOne(prepared, { solution, id }) }));
  for (let round = 0; round < MOST_REMEDIES; round++) {
    for (const { id, changes } of own) {
      const change = changes[round];
      if (change && !trials.hasEnough(id)) await trials.tryOut(change, [id]);
    }
  }
  return trials.remedies;
}

/** Changes tried on one problem, and what they are offered as. */
class Trials {
  readonly remedies = new Map<string, Remedy[]>();
  readonly #prepared: Prepared;
  readonly #solution: Solution;
  readonly #ledger: Ledger;
  readonly #seated: ReadonlySet<string>;
  /** Whoever makes a change starts from this proposal, so that nobody moves without need. */
  readonly #from: Prepared["problem"];
  readonly #left: { trials: number; toTheEnd: number; seats: number };
  #inVain = 0;

  constructor(prepared: Prepared, { solution, ledger }: { solution: Solution; ledger: Ledger }) {
    const { problem } = prepared;
    const { remedyTrials: wished } = problem;
    const usual = TRIALS.find(({ upTo }) => problem.people.length <= upTo) ?? NONE_USUAL;
    this.#prepared = prepared;
    this.#solution = solution;
    this.#ledger = ledger;
    this.#seated = new Set([...solution.groups, ...solution.joinings].flatMap(({ memberIds }) => memberIds));
    this.#from = { ...problem, earlier: placesIn(solution.groups) };
    this.#left = wished === undefined ? { ...usual } : { trials: wished, toTheEnd: wished, seats: wished };
  }

  hasEnough(id: string): boolean {
    return (this.remedies.get(id)?.length ?? 0) >= MOST_REMEDIES;
  }

  /** Tries a change, by the quick way where there is one, and offers it to whom it helps. */
  async tryOut(change: Change, whom: readonly string[]): Promise<void> {
    if (this.#ledger.shouldStop()) return;
    const trial = await this.#try(change);
    if (!trial || this.#ledger.shouldStop()) return;
    const { ids, ...effect } = trial;
    const helped = whom.filter((id) => ids.has(id));
    const sentence = sentenceFor(this.#prepared, { change, helped: helped.length });
    for (const id of helped)
      if (!this.hasEnough(id))
        this.remedies.set(id, [...(this.remedies.get(id) ?? []), { change, sentence, ...effect }]);
  }

  /** Null also where the change asks for what cannot be, or its run was stopped before it kept the pins. */
  async #try(change: Change): Promise<Trial | null> {
    try {
      return (await this.#seat(change)) ?? (await this.#run(change));
    } catch (error) {
      if (error instanceof SchedulingError) return null;
      throw error;
    }
  }

  async #seat(change: Change): Promise<Trial | null> {
    if (change.kind !== "free_time" || this.#left.seats <= 0 || this.#inVain === HOPELESS) return null;
    this.#left.seats--;
    const solution = this.#solution;
    const tenths = await proveSeat(this.#from, { change, solution }, this.#ledger.shouldStop);
    this.#inVain = tenths === null ? this.#inVain + 1 : 0;
    if (tenths === null) return null;
    const ids = new Set([...this.#seated, change.personId]);
    return { quality: tenths / 10, placed: solution.placed + 1, movedIds: [], lostIds: [], ids };
  }

  /**
   * Schedules the changed problem as a run would; null where that places nobody more. Where the relaxation alone does not
   * settle it, it is not offered: a run that went on from there might seat others.
   */
  async #run(change: Change): Promise<Trial | null> {
    if (this.#left.trials-- <= 0) return null;
    const prepared = prepare(applyChange(this.#from, change));
    const { problem } = prepared;
    const silent = this.#silent();
    const effort: Effort = this.#left.toTheEnd > 0 ? "all" : "relaxation";
    const best = runAttempts(prepared, blocksOf(0, firstAttempts(prepared)), silent);
    const { seating, bound } = await search(prepared, { first: repeatAttempt(prepared, best), effort }, silent);
    const imagined = Number(change.kind === "another_facilitator");
    const gained = seating.tenths - 10 * imagined > 10 * this.#solution.quality;
    if (!gained || (problem.prove && seating.tenths < bound)) return null;
    const settled = await settle(prepared, seating, silent);
    if (placedIn(settled) - imagined <= this.#solution.placed) return null;
    const { groups, joinings } = propose(prepared, settled);
    const ids = new Set([...groups, ...joinings].flatMap(({ memberIds }) => memberIds));
    return {
      quality: settled.tenths / 10,
      placed: placedIn(settled),
      movedIds: changedFrom(problem, { groups }).filter((id) => this.#seated.has(id) && ids.has(id)),
      lostIds: [...this.#seated].filter((id) => !ids.has(id)),
      ids,
    };
  }

  #silent(): Ledger {
    return {
      ...this.#ledger,
      enter: (phase) => {
        if (phase === "branch") this.#left.toTheEnd--;
      },
      attempted: () => {},
      found: () => {},
      bounded: () => {},
    };
  }
}
