import type { Route } from "./call.ts";
import type { Problem } from "./openapi.ts";
import type { Answered, Asked } from "./rest.ts";

export type CallLine = { n: number; at: string; route: string; operation: string; path: string; outcome: string };
export type Calls = {
  total: number;
  /** Calls that could change the guild: everything but reads and answers to commands. */
  changing: number;
  /** 401, 403 and 429 (but not of the shared scope): ten thousand in ten minutes and Discord bans the address. */
  invalid: number;
  byRoute: Record<string, number>;
  byOutcome: Record<string, number>;
  latest: CallLine[];
};
/** What Discord's description says against requests; `outcome` is how they were answered all the same. */
export type Contract = {
  loaded: boolean;
  checked: number;
  problems: (Problem & { route: string; path: string; outcome: string })[];
};
export type Ledger = {
  open: (route: Route, asked: Asked) => { close: (answered: Answered) => void };
  calls: () => Calls;
  contract: () => Contract;
  reset: () => void;
};
export type Check = (request: { method: string; path: string; body: unknown }) => Problem[];

const KEPT = 2000;
const blank = (): Calls => ({ total: 0, changing: 0, invalid: 0, byRoute: {}, byOutcome: {}, latest: [] });

/** Counts what is asked, and judges it by Discord's own description where that is at hand. */
export function makeLedger(clock: () => number, check: Check | undefined): Ledger {
  let calls = blank();
  const contract: Contract = { loaded: check !== undefined, checked: 0, problems: [] };

  const judge = ({ method, path, body }: Asked): Problem[] => {
    if (check) contract.checked += 1;
    return check?.({ method, path, body }) ?? [];
  };

  return {
    open: ({ method, path, operation }, asked) => {
      const route = `${method} ${path}`;
      const problems = judge(asked);
      calls.total += 1;
      if (method !== "GET" && !/^(interaction|follow-up)\./.test(operation)) calls.changing += 1;
      calls.byRoute[route] = (calls.byRoute[route] ?? 0) + 1;
      const line: CallLine = {
        n: calls.total,
        at: new Date(clock()).toISOString(),
        route,
        operation,
        path: asked.path,
        outcome: "…",
      };
      calls.latest.push(line);
      if (calls.latest.length > KEPT) calls.latest.shift();
      return {
        close: (answered) => {
          line.outcome = "break" in answered ? answered.break : String(answered.status);
          contract.problems.push(
            ...problems.map((problem) => ({ ...problem, route, path: asked.path, outcome: line.outcome })),
          );
          calls.byOutcome[line.outcome] = (calls.byOutcome[line.outcome] ?? 0) + 1;
          const shared = "headers" in answered && answered.headers["x-ratelimit-scope"] === "shared";
          if (["401", "403", "429"].includes(line.outcome) && !shared) calls.invalid += 1;
        },
      };
    },
    calls: () => calls,
    contract: () => contract,
    reset: () => {
      calls = blank();
      contract.checked = 0;
      contract.problems = [];
    },
  };
}
