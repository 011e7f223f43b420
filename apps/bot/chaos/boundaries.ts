/** The processes that can be killed. The simulated Discord stands for the outside world and is never killed here. */
export const VICTIMS = ["server", "bot", "database"] as const;
export type Victim = (typeof VICTIMS)[number];

export type HttpEdge = "bot → server" | "bot → Discord" | "person → server";

/** A statement on its way to PostgreSQL, or its answer on the way back, with all that was said in its transaction. */
export interface DatabaseMoment {
  edge: "server → database";
  when: "before" | "after";
  statement: string;
  transaction: readonly string[];
  /** How many rows the answer tells of; 0 before there is one. */
  rows: number;
}

/** A call on its way, or its answer on the way back; a piece of it where answers come in pieces. */
export interface CallMoment {
  edge: HttpEdge;
  when: "before" | "after";
  method: string;
  path: string;
  body: string;
  answer: string;
}

export type Moment = DatabaseMoment | CallMoment;

/** What people do that makes the work pass a boundary. */
export type ReachedBy = "realize" | "join" | "leave" | "come";

interface Named {
  name: string;
  /** What the boundary lies between: the step of round.md, in words. */
  reachedBy: ReachedBy;
  /** Whose death here is worth trying, the most natural first. */
  victims: readonly Victim[];
  /** Passed again and again, also when there is nothing to do: however quick the work is, it comes. */
  comesUnasked?: true;
}

/** A place between two steps of the work where a process can die; each is where something durable has or has not happened yet. */
export type Boundary = Named &
  (
    | { edge: DatabaseMoment["edge"]; when: "before" | "after"; is: (moment: DatabaseMoment) => boolean }
    | { edge: HttpEdge; when: "before" | "after"; is: (moment: CallMoment) => boolean }
  );

/** The end of a transaction that said all of this. */
const commitOf =
  (...words: readonly RegExp[]) =>
  ({ statement, transaction }: DatabaseMoment): boolean =>
    /^commit/i.test(statement) && words.every((word) => transaction.some((said) => word.test(said)));
const takingJob = ({ statement, rows }: DatabaseMoment): boolean =>
  rows > 0 && /update pgboss\.\S+ [\s\S]*'active'/i.test(statement);
const calling =
  (procedure: string, word = /(?:)/) =>
  ({ path, body }: CallMoment): boolean =>
    path.includes(`/trpc/${procedure}`) && word.test(body);
const asking =
  (method: string, route: RegExp) =>
  (call: CallMoment): boolean =>
    call.method === method && route.test(call.path);

const DATABASE = "server → database";
const SERVER = "bot → server";
const DISCORD = "bot → Discord";

const REQUEST = [/into sync_tasks/, /insert into outbox_events/] as const;
const BRIEF = [/insert into "sync_rounds"/, /"in_flight"/] as const;
const SETTLE = [/update "sync_rounds" set [^;]*"ending"/] as const;
const PROMOTION = [/update "groups" set [^;]*"settled_at"/] as const;

/**
 * The boundaries of a round, in the order in which a round meets them (docs/architecture.md: one round). A new step that
 * something durable hangs on belongs here; the run fails as long as no schedule kills anybody at it.
 */
export const BOUNDARIES: readonly Boundary[] = [
  {
    name: "request-sync written, not committed",
    reachedBy: "realize",
    victims: ["server", "database"],
    edge: DATABASE,
    when: "before",
    is: commitOf(...REQUEST),
  },
  {
    name: "request-sync committed, answer not yet read",
    reachedBy: "realize",
    victims: ["server", "database"],
    edge: DATABASE,
    when: "after",
    is: commitOf(...REQUEST),
  },
  {
    name: "join committed, person not yet answered",
    reachedBy: "join",
    victims: ["server"],
    edge: "person → server",
    when: "after",
    is: calling("groups.join"),
  },
  {
    name: "job taken",
    reachedBy: "realize",
    victims: ["server", "database"],
    edge: DATABASE,
    when: "after",
    is: takingJob,
  },
  {
    name: "meetings written, not committed",
    reachedBy: "realize",
    victims: ["server", "database"],
    edge: DATABASE,
    when: "before",
    is: commitOf(/insert into "?meetings"?/),
  },
  {
    name: "bell rung, not heard",
    reachedBy: "realize",
    victims: ["bot", "server"],
    edge: SERVER,
    when: "after",
    is: ({ path, answer }) => path.includes("/trpc/sync.due") && /"subject"/.test(answer),
  },
  {
    name: "lease renewed, answer not yet read",
    reachedBy: "realize",
    comesUnasked: true,
    victims: ["bot", "server", "database"],
    edge: SERVER,
    when: "after",
    is: calling("sync.lease"),
  },
  {
    name: "in-flight mark written, not committed",
    reachedBy: "realize",
    victims: ["server", "database"],
    edge: DATABASE,
    when: "before",
    is: commitOf(...BRIEF),
  },
  {
    name: "in-flight mark set",
    reachedBy: "realize",
    victims: ["database", "server"],
    edge: DATABASE,
    when: "after",
    is: commitOf(...BRIEF),
  },
  {
    name: "brief opened, not yet read",
    reachedBy: "realize",
    victims: ["bot", "server"],
    edge: SERVER,
    when: "after",
    is: calling("sync.brief"),
  },
  {
    name: "plan told",
    reachedBy: "realize",
    victims: ["bot", "server"],
    edge: SERVER,
    when: "after",
    is: calling("sync.report", /"phase":"planned"/),
  },
  {
    name: "began recorded",
    reachedBy: "realize",
    victims: ["bot", "database"],
    edge: SERVER,
    when: "after",
    is: calling("sync.report", /"phase":"began"/),
  },
  {
    name: "create asked for, not yet landed",
    reachedBy: "realize",
    victims: ["bot"],
    edge: DISCORD,
    when: "before",
    is: asking("POST", /\/guilds\/\d+\/(channels|scheduled-events)$/),
  },
  {
    name: "create landed, answer not yet read",
    reachedBy: "realize",
    victims: ["bot", "server"],
    edge: DISCORD,
    when: "after",
    is: asking("POST", /\/guilds\/\d+\/(channels|scheduled-events)$/),
  },
  {
    name: "outcome told, not yet recorded",
    reachedBy: "realize",
    victims: ["server", "bot"],
    edge: SERVER,
    when: "before",
    is: calling("sync.report", /"phase":"outcome"/),
  },
  {
    name: "outcome recorded",
    reachedBy: "realize",
    victims: ["bot", "server", "database"],
    edge: SERVER,
    when: "after",
    is: calling("sync.report", /"phase":"outcome"/),
  },
  {
    name: "message posted, answer not yet read",
    reachedBy: "realize",
    victims: ["bot"],
    edge: DISCORD,
    when: "after",
    is: asking("POST", /\/channels\/\d+\/messages$/),
  },
  {
    name: "before settle",
    reachedBy: "realize",
    victims: ["server", "bot", "database"],
    edge: SERVER,
    when: "before",
    is: calling("sync.settle"),
  },
  {
    name: "settle written, not committed",
    reachedBy: "realize",
    victims: ["server", "database"],
    edge: DATABASE,
    when: "before",
    is: commitOf(...SETTLE),
  },
  {
    name: "promotion committed",
    reachedBy: "realize",
    victims: ["server", "database"],
    edge: DATABASE,
    when: "after",
    is: commitOf(...PROMOTION),
  },
  {
    name: "settle committed, answer not yet read",
    reachedBy: "realize",
    victims: ["bot", "server"],
    edge: SERVER,
    when: "after",
    is: calling("sync.settle"),
  },
  {
    name: "telling claimed",
    reachedBy: "realize",
    victims: ["server", "database"],
    edge: DATABASE,
    when: "after",
    is: commitOf(/update notifications set status = 'claimed'/),
  },
  {
    name: "access asked for, answer not yet read",
    reachedBy: "join",
    victims: ["bot", "server"],
    edge: DISCORD,
    when: "after",
    is: asking("PUT", /\/channels\/\d+\/permissions\/\d+$/),
  },
  {
    name: "mail sent, not yet marked",
    reachedBy: "join",
    victims: ["server"],
    edge: DATABASE,
    when: "before",
    is: commitOf(/update notifications set status = 'sent'[^;]*next_at = null/),
  },
  {
    name: "access taken away, answer not yet read",
    reachedBy: "leave",
    victims: ["bot", "server"],
    edge: DISCORD,
    when: "after",
    is: asking("DELETE", /\/channels\/\d+\/permissions\/\d+$/),
  },
  {
    name: "arrival told, not yet written",
    reachedBy: "come",
    victims: ["database", "bot", "server"],
    edge: SERVER,
    when: "before",
    is: calling("sync.guildMemberChanged"),
  },
];
