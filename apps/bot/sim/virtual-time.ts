/** Whose work it is: a process that can be killed or stopped for a while. Killed, nothing of it happens any more. */
export interface Owner {
  dead: boolean;
  frozenUntil: number;
}
export const nobody = (): Owner => ({ dead: false, frozenUntil: 0 });

interface Task {
  at: number;
  order: number;
  owner: Owner;
  label: string;
  work: () => void;
}

/** Time that moves only when something is to happen. Milliseconds since the run began. */
export interface VirtualTime {
  now: () => number;
  /** What the calendar shows, in milliseconds since the run began: ahead of `now` by all that passed while nothing ran. */
  today: () => number;
  /** So much time passes at once. */
  pass: (ms: number) => void;
  /** When that last happened. */
  passedAt: () => number;
  after: (ms: number, owner: Owner, label: string, work: () => void) => void;
  /** Never resolves once its owner is dead. */
  sleep: (ms: number, owner: Owner, label: string) => Promise<void>;
  /** Does everything due until then, one task at a time, each to its end; calls `watch` after each. */
  runUntil: (end: number, watch: () => void) => Promise<void>;
  /** What has to come to rest after each task besides promises: work that somebody else does, such as a database. */
  beside: (rest: () => Promise<void>) => void;
  /** Which task was taken when, folded into one number. */
  hash: () => number;
  count: () => number;
}

/** Tasks so close together could have happened in any order. */
const TOGETHER_MS = 30;

/** `tape` chooses which of the tasks that are ready goes next: 0 is the oldest, and so is everything after its end. */
export function virtualTime(tape: readonly number[], longestRun: number): VirtualTime {
  const tasks: Task[] = [];
  let now = 0;
  let ahead = 0;
  let passedAt = -Infinity;
  let order = 0;
  let taken = 0;
  let hash = 0x811c9dc5;
  let other: (() => Promise<void>) | undefined;

  function insert(task: Task): void {
    let at = tasks.length;
    while (at > 0 && isAfter(tasks[at - 1]!, task)) at--;
    tasks.splice(at, 0, task);
  }

  function take(end: number): Task | undefined {
    const first = tasks[0];
    if (!first || first.at > end) return undefined;
    let ready = 1;
    while (ready < tasks.length && ready < 4 && tasks[ready]!.at <= first.at + TOGETHER_MS) ready++;
    const [task] = tasks.splice((tape[taken % 4096] ?? 0) % ready, 1);
    return task;
  }

  const after: VirtualTime["after"] = (ms, owner, label, work) =>
    insert({ at: now + Math.max(0, ms), order: order++, owner, label, work });

  return {
    now: () => now,
    today: () => now + ahead,
    pass: (ms) => {
      ahead += ms;
      passedAt = now;
    },
    passedAt: () => passedAt,
    after,
    sleep: (ms, owner, label) => new Promise((resolve) => after(ms, owner, label, resolve)),
    beside: (one) => void (other = one),
    hash: () => hash >>> 0,
    count: () => taken,
    async runUntil(end, watch) {
      for (let task = take(end); task; task = take(end)) {
        if (task.owner.dead) continue;
        if (task.owner.frozenUntil > Math.max(now, task.at)) {
          insert({ ...task, at: task.owner.frozenUntil });
          continue;
        }
        now = Math.max(now, task.at);
        if (++taken > longestRun) throw new Error(`It goes round in circles: ${task.label} at ${now} ms`);
        hash = fold(hash, task.label, now);
        task.work();
        await settled();
        if (other) await other();
        watch();
      }
      now = Math.max(now, end);
    },
  };
}

const isAfter = (one: Task, other: Task) => one.at > other.at || (one.at === other.at && one.order > other.order);

/** Resolves when every promise that could go on has gone on: Node takes its next tick only then. */
const settled = () => new Promise<void>((resolve) => process.nextTick(resolve));

function fold(hash: number, label: string, at: number): number {
  let mixed = hash;
  for (let index = 0; index < label.length; index++) mixed = Math.imul(mixed ^ label.charCodeAt(index), 0x01000193);
  return Math.imul(mixed ^ (at & 0xffffffff), 0x01000193);
}
