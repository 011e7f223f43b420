import type { Subject } from "@muster/domain/subject";
import type { Lease } from "./lease.ts";
import type { Server } from "./server.ts";

export interface Hearing {
  server: Pick<Server, "due">;
  lease: () => Lease;
  /** Without knowing where it is, the bot has nothing to listen for. */
  knowsWhere: () => boolean;
  onBell: (subject: Subject) => void;
  pause: (ms: number) => Promise<void>;
  onTrouble: (error: unknown) => void;
}

export interface Ear {
  /** Listens anew: everything that is due is told again, then every bell. */
  listen(): void;
  close(): void;
}

const AGAIN_MS = 2_000;

/** Hears what is due; only a bot that may act listens, and only under its own epoch. */
export function openEar({ server, lease, knowsWhere, onBell, pause, onTrouble }: Hearing): Ear {
  let open: { unsubscribe: () => void } | undefined;

  function close(): void {
    const closing = open;
    open = undefined;
    closing?.unsubscribe();
  }

  function listen(): void {
    close();
    if (!knowsWhere() || !lease().isHeld()) return;
    const mine = { unsubscribe: () => {} };
    open = mine;
    mine.unsubscribe = server.due(lease().epoch(), {
      onData: onBell,
      onError: (error) => {
        // One that we closed ourselves ends as well, and must not take the place of the next.
        if (open !== mine) return;
        onTrouble(error);
        pause(AGAIN_MS).then(
          () => open === mine && listen(),
          () => {},
        );
      },
    });
  }

  return { listen, close };
}
