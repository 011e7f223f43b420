import type { Server } from "../server.ts";

export interface Relay {
  /** Somebody came to the Discord server or left it: the server knows which groups that touches. */
  tell(discordId: string, change: "joined" | "left"): void;
  /** Who is in the guild now, as REST tells: whatever was missed is made good by this. */
  tellAll(discordIds: readonly string[]): void;
}

export interface RelayWorld {
  server: Pick<Server, "guildMemberChanged" | "guildMembers">;
  /** How long to wait before the n-th try. */
  pause: (tries: number) => Promise<void>;
  /** The server has heard and says no: saying it again would not help. */
  isHopeless: (error: unknown) => boolean;
  onTrouble: (error: unknown) => void;
}

/**
 * Tells the server in the order things happened, again and again until it hears. The latest word about a person is
 * enough, and a whole list makes every earlier word superfluous, so that a long silence costs no memory.
 */
export function relayMembers({ server, pause, isHopeless, onTrouble }: RelayWorld): Relay {
  const changes = new Map<string, "joined" | "left">();
  let everybody: readonly string[] | undefined;
  let telling = false;

  /** Says the next thing; it is said when the server has heard it, or will never want to. */
  async function next(): Promise<void> {
    const list = everybody;
    const [change] = changes;
    try {
      if (list) await server.guildMembers([...list]);
      else if (change) await server.guildMemberChanged({ discordId: change[0], change: change[1] });
    } catch (error) {
      if (!isHopeless(error)) throw error;
      onTrouble(error);
    }
    if (list) everybody = everybody === list ? undefined : everybody;
    else if (change && changes.get(change[0]) === change[1]) changes.delete(change[0]);
  }

  async function tellOn(): Promise<void> {
    if (telling) return;
    telling = true;
    for (let tries = 1; everybody || changes.size > 0;) {
      try {
        await next();
        tries = 1;
      } catch (error) {
        onTrouble(error);
        if (!(await stillGoing(pause(tries++)))) break;
      }
    }
    telling = false;
  }

  return {
    tell(discordId, change) {
      changes.delete(discordId);
      changes.set(discordId, change);
      void tellOn();
    },
    tellAll(discordIds) {
      changes.clear();
      everybody = discordIds;
      void tellOn();
    },
  };
}

/** False when the pause was broken off: the bot stops. */
const stillGoing = (pause: Promise<void>): Promise<boolean> =>
  pause.then(
    () => true,
    () => false,
  );
