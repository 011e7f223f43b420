import type { Trouble } from "@muster/domain/report";

/** Why nothing is sent for now, and how long. */
export class HeldBack extends Error {
  override name = "HeldBack";
  readonly word: "invalid_requests" | "discord_silent";
  readonly retryAfterMs: number;
  constructor(word: HeldBack["word"], retryAfterMs: number) {
    super(SENTENCES[word]);
    this.word = word;
    this.retryAfterMs = retryAfterMs;
  }
}

const SENTENCES = {
  invalid_requests: "Discord refused so many requests that none is sent for a while, before it bans this machine",
  discord_silent: "Discord does not answer; one request at a time tries whether it is back",
} as const;

/** Whether Discord said anything definite. */
type Outcome = "answered" | "silent";

export interface Breaker {
  /** Before every call: resolves when it may be sent, with what to tell of its end; rejects with HeldBack. */
  turn(): Promise<(outcome: Outcome) => void>;
  /** Every answer Discord gave, also those the library answers by itself. */
  heard(status: number, scope?: string | null): void;
  /** For people, while calls are held back. */
  trouble(): Trouble | null;
}

/** Discord bans an address after 10,000 invalid answers in ten minutes; we stop at a hundredth (RE-11). */
const INVALID_MOST = 100;
const INVALID_WINDOW_MS = 600_000;
const INVALID: ReadonlySet<number> = new Set([401, 403, 429]);

/** So many silences in a row are an outage; from then on one call tries, ever more rarely (RE-19). */
const SILENT_MOST = 5;
const FIRST_REST_MS = 15_000;
const LONGEST_REST_MS = 300_000;

/**
 * Keeps calls from doing harm: too many that are refused, or a crowd that knocks at a door nobody opens. While it is shut
 * one call is let through from time to time; whoever comes meanwhile waits for what becomes of it.
 */
export function openBreaker({ clock }: { clock: () => number }): Breaker {
  const refused: number[] = [];
  let silences = 0;
  let until = 0;
  let probe: PromiseWithResolvers<boolean> | undefined;

  const isShut = () => silences >= SILENT_MOST;
  const heldByRefusals = () => {
    const now = clock();
    while (refused[0] !== undefined && refused[0] <= now - INVALID_WINDOW_MS) refused.shift();
    const first = refused.at(-INVALID_MOST);
    return first === undefined ? undefined : new HeldBack("invalid_requests", first + INVALID_WINDOW_MS - now);
  };
  const silent = () => new HeldBack("discord_silent", Math.max(1_000, until - clock()));

  /** A call sent while the door was open: what was on its way when it shut says nothing new. */
  const ordinary = (outcome: Outcome) => {
    if (outcome === "answered") silences = 0;
    else if (!isShut() && ++silences >= SILENT_MOST) until = clock() + FIRST_REST_MS;
  };
  const trying = (outcome: Outcome) => {
    if (outcome === "answered") silences = 0;
    else until = clock() + Math.min(FIRST_REST_MS * 2 ** (++silences - SILENT_MOST), LONGEST_REST_MS);
    probe?.resolve(outcome === "answered");
    probe = undefined;
  };

  return {
    async turn() {
      const held = heldByRefusals();
      if (held) throw held;
      if (!isShut()) return ordinary;
      if (probe) {
        if (await probe.promise) return ordinary;
        throw silent();
      }
      if (clock() < until) throw silent();
      probe = Promise.withResolvers();
      return trying;
    },
    heard(status, scope) {
      // A limit shared with other bots is no fault of ours, and Discord does not count it (RE-9).
      if (INVALID.has(status) && scope !== "shared") refused.push(clock());
    },
    trouble() {
      const held = heldByRefusals() ?? (isShut() ? silent() : undefined);
      if (!held) return null;
      return { class: "passing", code: held.word, message: held.message, retryAfterMs: Math.ceil(held.retryAfterMs) };
    },
  };
}
