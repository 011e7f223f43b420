import { type Board } from "./board.ts";
import { addBit, hasBit, removeBit, wordsFor } from "./bits.ts";
import { NONE, type LongestPaths } from "./longest-paths.ts";

/**
 * For every start (and "outside") the best person to move from it to each other open start, and what that wins.
 * Rows are reckoned again only when somebody came or went.
 */
export class ResidualRows {
  readonly #board: Board;
  readonly #startOf: Int32Array;
  readonly #worth: (person: number, start: number) => number;
  readonly #nodes: number;
  readonly #win: Int32Array;
  readonly #mover: Int32Array;
  readonly #stale: Uint8Array;
  readonly #people: number[][];
  readonly #placeOf: Int32Array;
  readonly #open: Uint32Array;

  constructor({
    board,
    startOf,
    worth,
  }: {
    board: Board;
    startOf: Int32Array;
    worth: (person: number, start: number) => number;
  }) {
    this.#board = board;
    this.#startOf = startOf;
    this.#worth = worth;
    this.#nodes = board.minutes.length + 1;
    this.#win = new Int32Array(this.#nodes * this.#nodes);
    this.#mover = new Int32Array(this.#nodes * this.#nodes);
    this.#stale = new Uint8Array(this.#nodes).fill(1);
    this.#people = Array.from({ length: this.#nodes }, () => []);
    this.#placeOf = new Int32Array(startOf.length);
    this.#open = new Uint32Array(wordsFor(this.#nodes));
    startOf.forEach((start, person) => (this.#placeOf[person] = this.#people[start]!.push(person) - 1));
  }

  countAt(start: number): number {
    return this.#people[start]!.length;
  }

  lastAt(start: number): number {
    return this.#people[start]!.at(-1)!;
  }

  setOpen(start: number, open: boolean): void {
    if (hasBit(this.#open, 0, start) === open) return;
    if (open) addBit(this.#open, 0, start);
    else removeBit(this.#open, 0, start);
  }

  move(person: number, to: number): void {
    const from = this.#startOf[person]!;
    const left = this.#people[from]!;
    const last = left.pop()!;
    if (last !== person) {
      left[this.#placeOf[person]!] = last;
      this.#placeOf[last] = this.#placeOf[person]!;
    }
    this.#placeOf[person] = this.#people[to]!.push(person) - 1;
    this.#startOf[person] = to;
    this.#stale[from] = 1;
    this.#stale[to] = 1;
  }

  bestMover(from: number, to: number): number {
    this.#refresh(from);
    return this.#mover[from * this.#nodes + to]!;
  }

  /** Offers every node a better gain than it has, by a move from `node`. */
  relax(node: number, search: LongestPaths): void {
    this.#refresh(node);
    const row = node * this.#nodes;
    const out = this.#nodes - 1;
    const { gain } = search;
    const here = gain[node]!;
    for (let w = 0; w < this.#board.words; w++) {
      for (let v = this.#open[w]!; v !== 0; v &= v - 1) {
        const to = (w << 5) + 31 - Math.clz32(v & -v);
        const win = this.#win[row + to]!;
        if (win > NONE && here + win > gain[to]!) search.better(to, here + win, node);
      }
    }
    if (node !== out && here + this.#win[row + out]! > gain[out]!)
      search.better(out, here + this.#win[row + out]!, node);
  }

  #refresh(node: number): void {
    if (!this.#stale[node]) return;
    this.#stale[node] = 0;
    const row = node * this.#nodes;
    this.#win.fill(NONE, row, row + this.#nodes);
    const { participants, words } = this.#board;
    for (const person of this.#people[node]!) {
      const here = this.#worth(person, node);
      for (let w = 0; w < words; w++) {
        for (let v = participants.free[person * words + w]!; v !== 0; v &= v - 1) {
          const to = (w << 5) + 31 - Math.clz32(v & -v);
          if (to !== node) this.#offer(row + to, person, this.#worth(person, to) - here);
        }
      }
      if (node !== this.#nodes - 1) this.#offer(row + this.#nodes - 1, person, -here);
    }
  }

  #offer(cell: number, person: number, win: number): void {
    if (win < this.#win[cell]! || (win === this.#win[cell]! && person > this.#mover[cell]!)) return;
    this.#win[cell] = win;
    this.#mover[cell] = person;
  }
}
