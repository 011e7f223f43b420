/** No path leads here. */
export const NONE = -1_000_000;

/** Longest paths from a hub over the starts, found by a queue of those that got better (Bellman, Ford and Moore). */
export class LongestPaths {
  readonly gain: Int32Array;
  readonly #parent: Int32Array;
  readonly #queued: Uint8Array;
  readonly #queue: Int32Array;
  readonly #seenIn: Int32Array;
  #head = 0;
  #size = 0;

  constructor(nodes: number) {
    this.gain = new Int32Array(nodes);
    this.#parent = new Int32Array(nodes);
    this.#queued = new Uint8Array(nodes);
    this.#queue = new Int32Array(nodes);
    this.#seenIn = new Int32Array(nodes);
  }

  clear(): void {
    this.gain.fill(NONE);
    this.#parent.fill(-1);
    this.#queued.fill(0);
    this.#head = 0;
    this.#size = 0;
  }

  /** A path may begin at this node, coming from the hub. */
  begin(node: number, gain: number): void {
    this.gain[node] = gain;
    this.#push(node);
  }

  better(node: number, gain: number, from: number): void {
    this.gain[node] = gain;
    this.#parent[node] = from;
    this.#push(node);
  }

  /** The next node whose neighbours may get better, or -1. */
  next(): number {
    if (this.#size === 0) return -1;
    const node = this.#queue[this.#head]!;
    this.#head = this.#head + 1 === this.#queue.length ? 0 : this.#head + 1;
    this.#size--;
    this.#queued[node] = 0;
    return node;
  }

  /** A node on a chain that bites its own tail, or -1. Such a chain wins by itself. */
  findCycle(): number {
    this.#seenIn.fill(-1);
    for (let from = 0; from < this.#parent.length; from++) {
      let node = from;
      while (node >= 0 && this.#seenIn[node] === -1) {
        this.#seenIn[node] = from;
        node = this.#parent[node]!;
      }
      if (node >= 0 && this.#seenIn[node] === from) return node;
    }
    return -1;
  }

  /** From `end` back to where the path began; for a chain that bites its tail, once round and back to `end`. */
  pathTo(end: number): number[] {
    const path = [end];
    for (let node = this.#parent[end]!; node >= 0; node = this.#parent[node]!) {
      const before = path.indexOf(node);
      path.push(node);
      if (before >= 0) return path.slice(before);
    }
    return path;
  }

  #push(node: number): void {
    if (this.#queued[node]) return;
    this.#queued[node] = 1;
    const at = this.#head + this.#size++;
    this.#queue[at >= this.#queue.length ? at - this.#queue.length : at] = node;
  }
}
