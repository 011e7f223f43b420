import type { EntityManager } from "@muster/db/orm";
import type { Persona } from "@muster/domain/persona";
import type { House } from "./house.ts";
import type { TakeToken } from "./rate-limit.ts";

/** The person who is signed in. Everything here comes from the database and the configuration, never from a request. */
export interface Viewer {
  personId: number;
  name: string;
  discordId: string | null;
  persona: Persona | null;
  isOrganiser: boolean;
  /** Organises by a role that another organiser gave, and can take away while something is under way (AD-7). */
  hasGivenRole: boolean;
  /** Signed up as facilitator somewhere, or leads a group. */
  isFacilitator: boolean;
  sessionId: number;
}

/** In whose name something is done, for the audit. */
export interface Actor {
  personId: number | null;
  /** In words, also when it is no person: `bot`, `Muster`, `Discord user 123 (Administrator)`. */
  words: string;
}

/** Who asks, which EntityManager, what time it is. One for each request or job, never shared (DB-7). */
export interface Context {
  em: EntityManager;
  clock: () => Date;
  viewer: Viewer | null;
  isBot: boolean;
  actor: Actor;
  requestId: string;
  house: House;
  /** Asked once more before a change is kept; throws where its author may not make it any more (AD-7). */
  mayStill: ((em: EntityManager) => Promise<void>) | null;
}

/** What only a request over HTTP has: cookies in and out, and where it came from. */
export interface RequestContext extends Context {
  http: {
    /** The caller's address, for limits. */
    address: string;
    cookie: (name: string) => string | undefined;
    setCookie: (name: string, value: string, expires: Date) => void;
    clearCookie: (name: string) => void;
    userAgent: string | null;
    takeToken: TakeToken;
  };
}

const BOT: Actor = { personId: null, words: "bot" };
const MUSTER: Actor = { personId: null, words: "Muster" };

export const actorOf = (viewer: Viewer | null, isBot: boolean): Actor =>
  viewer ? { personId: viewer.personId, words: viewer.name } : isBot ? BOT : MUSTER;

/** For jobs and timers: Muster itself acts (A7). */
export function systemContext(house: House, requestId: string): Context {
  return {
    em: house.orm.em.fork(),
    clock: house.clock,
    viewer: null,
    isBot: false,
    actor: MUSTER,
    requestId,
    house,
    mayStill: null,
  };
}

/** The signed-in person of a procedure behind a gate; a verb that needs one says so in its type. */
export type Signed<C extends Context = Context> = C & { viewer: Viewer };
