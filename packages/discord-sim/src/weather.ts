/** What may go wrong with one call: before its effect, after it, or without any. */
export const FAULTS = [
  "500-before",
  "500-after",
  "timeout-before",
  "timeout-after",
  "late",
  "reset-before",
  "reset-after",
  "fin",
  "slow",
  "429-user",
  "429-shared",
  "429-global",
  "403-until",
  "404-once",
  "read-lag",
  "html-502",
  "html-502-after",
  "malformed-json",
  "error",
  "missed-dispatch",
  "duplicate-dispatch",
  "late-dispatch",
  "invalid-session",
  "close",
  "silence",
  "partial-members",
] as const;
export type FaultKind = (typeof FAULTS)[number];

/**
 * One fault, addressed by what is asked and the how-manyeth time, never by a step number. `operation` is a route's operation
 * ("channel.create"), a group of them ("channel.*"), everything ("*"), "dispatch.TYPE", or one of the gateway's moments
 * ("gateway.identify", "gateway.resume", "gateway.guild", "gateway.chunks"). `match` must occur in path and body.
 */
export type Fault = {
  operation?: string;
  match?: string;
  /** The first call that is hit, counted from 1 among those that match; usually 1. */
  nth?: number;
  /** How many calls in a row are hit; usually 1, for `403-until` without end. */
  times?: number;
  fault: FaultKind;
  /** Milliseconds: delay, retry_after, lag, or how long 403 lasts. */
  ms?: number;
  status?: number;
  code?: number;
  message?: string;
};
export type Forecast = Fault & { seen: number; hits: number; postedAt: number };

export type Weather = {
  /** Adds faults to those already waiting. */
  expect: (...faults: Fault[]) => void;
  clear: () => void;
  /** The fault that hits this call, if any; counts the call for every fault it matches. */
  strike: (operation: string, text: string) => Fault | undefined;
  list: () => Forecast[];
};

const fits = (pattern: string, operation: string): boolean =>
  pattern === "*"
    ? !/^(dispatch|gateway)\./.test(operation)
    : pattern.endsWith(".*")
      ? operation.startsWith(pattern.slice(0, -1))
      : pattern === operation;

/** Faults as data, on the handed-in clock: fair until something is expected. */
export function makeWeather(clock: () => number): Weather {
  let faults: Forecast[] = [];

  function hits(fault: Forecast): boolean {
    const { nth = 1, times = fault.fault === "403-until" ? Infinity : 1, seen, ms } = fault;
    if (fault.fault === "403-until" && ms !== undefined && clock() >= fault.postedAt + ms) return false;
    return seen >= nth && seen < nth + times;
  }

  return {
    expect: (...more) => void faults.push(...more.map((fault) => ({ ...fault, seen: 0, hits: 0, postedAt: clock() }))),
    clear: () => void (faults = []),
    list: () => faults,
    strike: (operation, text) => {
      let struck: Forecast | undefined;
      for (const fault of faults) {
        if (!fits(fault.operation ?? "*", operation) || (fault.match && !text.includes(fault.match))) continue;
        fault.seen += 1;
        if (!struck && hits(fault)) struck = fault;
      }
      if (struck) struck.hits += 1;
      return struck;
    },
  };
}
