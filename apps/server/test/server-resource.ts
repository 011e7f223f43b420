import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { randomBytes, randomUUID } from "node:crypto";
import { Person } from "@muster/db/entities/person";
import type { EntityManager } from "@muster/db/orm";
import { testDatabase, type TestDatabase } from "@muster/db/testing/test-database";
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from "@trpc/client";
import { createPool, type Pool } from "@muster/scheduler/pool";
import { EventSource } from "eventsource";
import superjson from "superjson";
import { openSession } from "../src/account/session.ts";
import { readConfig, type Config } from "../src/config.ts";
import { systemContext, type Context } from "../src/context.ts";
import type { House } from "../src/house.ts";
import { listen } from "../src/listen.ts";
import { createLog } from "../src/log.ts";
import { createDeliveryQueue } from "../src/notifications/delivery-queue.ts";
import { openHouse } from "../src/open-house.ts";
import type { AppRouter } from "../src/router.ts";
import { createSyncQueues } from "../src/sync/queues.ts";
import { createVisitsQueue } from "../src/visits/queue.ts";
import { createLinesQueue } from "../src/waiting/lines-queue.ts";

export type Client = TRPCClient<AppRouter>;

export interface TestServer extends AsyncDisposable {
  url: string;
  house: House;
  database: TestDatabase;
  em: () => EntityManager;
  /** Where time stands for the server; assign to move it. The database's own clock goes on. */
  now: Date;
  /** Every line the server logged. */
  logged: string[];
  /** As Muster itself, without HTTP. */
  ctx: () => Context;
  anonymous: () => Client;
  asBot: () => Client;
  /** Signs a person in with a session of their own. */
  as: (person: { id: number }) => Promise<Client>;
  /** The cookie header of a fresh session. */
  cookieOf: (person: { id: number }) => Promise<string>;
  clientWith: (headers: Record<string, string>) => Client;
  /** A signed-in organiser, by configuration. */
  organiser: () => Promise<Client>;
}

export const BEFORE_TERM = new Date("2026-09-20T10:00:00Z");
export const ORGANISER_DISCORD_ID = "900000000000000001";
export const SERVICE_TOKEN = "service-token-of-the-tests-0123456789";

interface Options {
  config?: Partial<Config>;
  /** Given, the server works on this database and leaves it as it is: for restarts. */
  database?: TestDatabase;
  pool?: Pool;
}

/** Most tests schedule nothing: no thread is started for them. */
const idle = () => createPool({ threads: 1, warm: 0 });

/** A whole server over HTTP on a database of its own, gone at the end of the block. */
export async function testServer({
  config: change = {},
  database: given,
  pool = idle(),
}: Options = {}): Promise<TestServer> {
  await using opening = new AsyncDisposableStack();
  const database = given ?? opening.use(await testDatabase());
  const time = { now: BEFORE_TERM };
  const logged: string[] = [];
  const port = await freePort();
  const config: Config = {
    ...readConfig({
      PORT: String(port),
      DATABASE_URL: database.url,
      SERVICE_TOKEN,
      ORGANISER_DISCORD_IDS: ORGANISER_DISCORD_ID,
      LOG_LEVEL: "info",
      SCHEDULER_THREADS: "1",
    }),
    ...change,
  };
  const house = opening.use(
    await openHouse({
      config,
      clock: () => time.now,
      chance: {
        token: () => randomBytes(32).toString("base64url"),
        uuid: () => randomUUID(),
        below: (limit) => Math.floor(limit / 2),
      },
      log: createLog(config, { version: "test" }, { write: (line) => void logged.push(line) }),
      version: "test",
      pool,
    }),
  );
  await createSyncQueues(house.boss);
  await createDeliveryQueue(house.boss);
  await createLinesQueue(house.boss);
  await createVisitsQueue(house.boss);
  opening.use(await listen(house));
  const url = `http://127.0.0.1:${port}`;
  const clientWith = (headers: Record<string, string>) => clientOf(`${url}/trpc`, headers);
  const cookieOf = async ({ id }: { id: number }) => {
    const session = { personId: id, userAgent: "test", replaces: undefined };
    return `sid=${(await openSession(systemContext(house, "test"), session)).token}`;
  };
  const as = async (person: { id: number }) => clientWith({ cookie: await cookieOf(person), "x-requested-by": "test" });
  const ending = opening.move();
  return {
    url,
    house,
    database,
    em: () => database.em(),
    logged,
    ctx: () => systemContext(house, "test-request"),
    anonymous: () => clientWith({ "x-requested-by": "test" }),
    asBot: () => clientWith({ authorization: `Bearer ${SERVICE_TOKEN}` }),
    as,
    cookieOf,
    clientWith,
    organiser: async () => as(await theOrganiser(database.em())),
    get now() {
      return time.now;
    },
    set now(instant) {
      time.now = instant;
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

async function theOrganiser(em: EntityManager): Promise<Person> {
  const known = await em.findOne(Person, { discordId: ORGANISER_DISCORD_ID });
  if (known) return known;
  const person = em.create(Person, { name: "Olu Organiser", discordId: ORGANISER_DISCORD_ID });
  await em.persist(person).flush();
  return person;
}

function clientOf(url: string, headers: Record<string, string>): Client {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === "subscription",
        true: httpSubscriptionLink({
          url,
          transformer: superjson,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpBatchLink({ url, transformer: superjson, headers, maxItems: 10 }),
      }),
    ],
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
