import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { mayGoOn } from "../organisers/still-organises.ts";

interface Watching<T> {
  signal: AbortSignal;
  /** Reads what is so now, with a fork of its own each time. */
  look: (em: EntityManager) => Promise<T>;
  /** Whether it has come to its end: this is then the last word. */
  isOver?: (state: T) => boolean;
}

const LOOK_MS = 5_000;
/** Bells that come together are answered together. */
const GATHER_MS = 60;

/** What is so, then what is so after every bell that changed it, and after five seconds without one (EV-10), as long as they may look. */
export async function* snapshots<T>(ctx: Context, { signal, look, isOver }: Watching<T>): AsyncGenerator<T> {
  let shown = "";
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  let rung = false;
  let wake = () => {};
  void (async () => {
    for await (const heard of ctx.house.bell.follow({ signal: either })) {
      if (heard.kind === "ring" && heard.topic === "due") continue;
      rung = true;
      wake();
    }
  })().catch((error: unknown) => ctx.house.log.warn({ err: error }, "a watcher heard no bell"));
  either.addEventListener("abort", () => wake());
  try {
    while (!signal.aborted) {
      rung = false;
      const state = await look(ctx.house.orm.em.fork());
      const text = JSON.stringify(state);
      if (!(await mayGoOn(ctx))) return;
      if (text !== shown) yield state;
      shown = text;
      if (isOver?.(state)) return;
      if (!rung) await sleepUntil(LOOK_MS, (resolve) => (wake = resolve), either);
      if (rung) await sleepUntil(GATHER_MS, () => {}, either);
    }
  } finally {
    ending.abort();
  }
}

function sleepUntil(ms: number, onWake: (resolve: () => void) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
