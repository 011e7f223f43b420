import type { BotHealth } from "@muster/domain/report";
import type { Server } from "./server.ts";
import { NotOurTurn } from "./troubles.ts";

export interface LeaseKeeping {
  server: Pick<Server, "lease">;
  /** Who we are for this life of the process. */
  holder: string;
  health: () => BotHealth;
  /** Milliseconds that only go forward. */
  clock: () => number;
  /** Called when the right to act has been won anew, with its epoch. */
  onWon: (epoch: number) => void;
  onLost: () => void;
  /** The server has answered, whatever it said. */
  onAnswer: () => void;
  onTrouble: (error: unknown) => void;
  /** The server has answered, and says no: a wrong token is not asked about every other second. */
  isHopeless: (error: unknown) => boolean;
}

/** The right to act on Discord: one bot at a time, by epoch. Never believed longer than the server promised (EV-11, EV-12). */
export interface Lease {
  /** Asks for or renews it; tells how long to wait before the next time. */
  renew: () => Promise<number>;
  /** Throws `NotOurTurn` when it has run out. */
  check: () => void;
  epoch: () => number;
  isHeld: () => boolean;
  /** Gives it back at once, so that another need not wait for it to run out. */
  release: () => Promise<void>;
}

const EVERY_MS = 10_000;
const AFTER_TROUBLE_MS = 2_000;

export function keepLease(keeping: LeaseKeeping): Lease {
  const { server, holder, clock } = keeping;
  let held: { epoch: number; until: number } | undefined;
  const isHeld = () => held !== undefined && clock() < held.until;

  const lose = () => {
    if (held) keeping.onLost();
    held = undefined;
  };

  return {
    isHeld,
    check: () => {
      if (!isHeld()) throw new NotOurTurn("The right to act on Discord has run out");
    },
    epoch: () => {
      if (!held || !isHeld()) throw new NotOurTurn("The right to act on Discord has run out");
      return held.epoch;
    },
    async renew() {
      const asked = clock();
      try {
        const { epoch, expiresInMs } = await server.lease({ holder, health: keeping.health() });
        keeping.onAnswer();
        if (epoch === null) {
          lose();
          return Math.min(EVERY_MS, Math.max(expiresInMs, 500));
        }
        // One that ran out meanwhile is won anew although its epoch is the same: whoever saw it gone has closed its ear.
        const isNew = held?.epoch !== epoch || !isHeld();
        if (isNew) lose();
        // Counted from before the question: the answer may have been slow.
        held = { epoch, until: asked + expiresInMs };
        if (isNew) keeping.onWon(epoch);
        return Math.min(EVERY_MS, expiresInMs / 3);
      } catch (error) {
        keeping.onTrouble(error);
        if (!isHeld()) lose();
        return keeping.isHopeless(error) ? EVERY_MS : AFTER_TROUBLE_MS;
      }
    },
    async release() {
      if (!held) return;
      lose();
      const trouble = { class: "passing", code: "stopping", message: "The bot is stopping" } as const;
      await server.lease({ holder, health: { ...keeping.health(), gateway: "down", trouble } });
    },
  };
}
