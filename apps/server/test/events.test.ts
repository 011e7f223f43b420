import { Course } from "@muster/db/entities/course";
import { OutboxEvent } from "@muster/db/entities/outbox-event";
import type { OutboxCursor } from "@muster/db/queries/outbox-after";
import { aCohort, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ring, type Resync, type Ring, type Topic } from "../src/bell.ts";
import { Conflict } from "../src/refusal.ts";
import { together } from "../src/transaction.ts";
import { testServer, type Client, type TestServer } from "./server-resource.ts";

interface Heard {
  topic: string;
  id: number;
}

/** Follows as a page does, keeping what it hears; `until` waits for it. */
function follow(client: Client, input: { cohortId?: number; lastEventId?: string } = {}) {
  const heard: (Heard & { cursor: string })[] = [];
  let ended = false;
  let wake = () => {};
  const subscription = client.events.follow.subscribe(input, {
    onData: ({ id, data }) => {
      heard.push({ ...data, cursor: id });
      wake();
    },
    onComplete: () => {
      ended = true;
      wake();
    },
    onError: () => {
      ended = true;
      wake();
    },
  });
  const until = async (true_: () => boolean) => {
    while (!true_()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { heard, until, isEnded: () => ended, [Symbol.dispose]: () => subscription.unsubscribe() };
}

describe("what a page hears", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const rings = (topic: Topic, id: number) => together(server.ctx(), (tx) => ring(tx, topic, id));
  const words = (heard: Heard[]) => heard.map(({ topic, id }) => `${topic}:${id}`);

  it("says resync first to a page that has no place in the past, then rings as things happen", async () => {
    using page = follow(await server.organiser());
    await page.until(() => page.heard.length === 1);
    await rings("cohort", 41);
    await rings("run", 42);
    await page.until(() => page.heard.length === 3);
    expect(words(page.heard)).toEqual(["resync:0", "cohort:41", "run:42"]);
  });

  it("tells a page that was away everything it missed, in order and once [BR-3]", async () => {
    const client = await server.organiser();
    using page = follow(client);
    await page.until(() => page.heard.length === 1);
    await rings("cohort", 1);
    await page.until(() => page.heard.length === 2);
    page[Symbol.dispose]();
    for (const id of [2, 3, 4]) await rings("cohort", id);
    using back = follow(client, { lastEventId: page.heard[1]!.cursor });
    await back.until(() => back.heard.length === 3);
    await rings("cohort", 5);
    await back.until(() => back.heard.length === 4);
    expect(words(back.heard)).toEqual(["cohort:2", "cohort:3", "cohort:4", "cohort:5"]);
  });

  it.each(["made up", "1-1", "99999999999999999999-1", "'; drop table people; --"])(
    "a place in the past that is none means resync: %s [EV-7]",
    async (lastEventId) => {
      using page = follow(await server.organiser(), { lastEventId });
      await page.until(() => page.heard.length === 1);
      expect(words(page.heard)).toEqual(["resync:0"]);
    },
  );

  it("a member hears only what is theirs, on replay as live [BR-9]", async () => {
    const em = server.em();
    const [mine, foreign] = [await aCohort(em), await aCohort(em)];
    const { person } = await aSignup(em, { cohort: mine });
    const group = await aGroup(em, { cohort: mine });
    await aMembership(em, group, { person });
    const other = await aGroup(em, { cohort: foreign });
    const all = async () => {
      for (const [topic, id] of [
        ["cohort", foreign.id],
        ["group", other.id],
        ["person", person.id + 1_000],
        ["run", 7],
        ["sync", 7],
        ["group", group.id],
        ["cohort", mine.id],
        ["person", person.id],
      ] as const)
        await rings(topic, id);
    };
    const from = await positionOf(server);
    await all();
    using page = follow(await server.as(person), { lastEventId: from });
    const theirs = [`group:${group.id}`, `cohort:${mine.id}`, `person:${person.id}`];
    await page.until(() => page.heard.length === 3);
    await all();
    await page.until(() => page.heard.length === 6);
    expect(words(page.heard)).toEqual([...theirs, ...theirs]);
  });

  it("somebody who has just joined hears of their cohort from then on", async () => {
    const em = server.em();
    const cohort = await aCohort(em);
    const person = await aPerson(em);
    const client = await server.as(person);
    using page = follow(client);
    await page.until(() => page.heard.length === 1);
    await client.signups.signUp.mutate({ code: cohort.signupCode, role: "participant" });
    await rings("cohort", cohort.id);
    await page.until(() => page.heard.some(({ topic }) => topic === "cohort"));
    expect(page.heard.at(-1)).toMatchObject({ topic: "cohort", id: cohort.id });
  });

  it("is cut off when the session ends [BR-8]", async () => {
    const client = await server.as(await aPerson(server.em()));
    using page = follow(client);
    await page.until(() => page.heard.length === 1);
    const stopped = page.until(() => page.isEnded() || page.heard.length > 1);
    await client.account.signOut.mutate();
    await stopped;
    await rings("cohort", 9);
    expect(words(page.heard)).toEqual(["resync:0"]);
  });

  it("tells one that reads too slowly to look at everything afresh, and keeps no endless list for it [BR-6]", async () => {
    const ending = new AbortController();
    const slow = server.house.bell.follow({ signal: ending.signal });
    const first = slow.next();
    await rings("sync", 0);
    await first;
    using quick = follow(await server.organiser());
    await quick.until(() => quick.heard.length === 1);
    await together(server.ctx(), async (tx) => {
      for (let id = 1; id <= 400; id++) await ring(tx, "sync", id);
    });
    await quick.until(
      () => quick.heard.at(-1)?.id === 400 || quick.heard.some(({ topic }, index) => index > 0 && topic === "resync"),
    );
    const next = (await slow.next()).value as Ring | Resync;
    expect(next.kind).toBe("resync");
    ending.abort();
    await slow.return(undefined);
  });

  it("tells what is rung while a page still reads what it missed, once and in no gap [EV-9]", async () => {
    const from = await positionOf(server);
    const ending = new AbortController();
    const heard: number[] = [];
    const listening = (async () => {
      for await (const one of server.house.bell.follow({ after: from, signal: ending.signal })) {
        // A bell of another topic is somebody else's, late.
        if (one.kind !== "ring" || one.topic !== "run") continue;
        heard.push(Number(one.subject));
        // Each step of reading the past is met by something new.
        if (heard.length <= 30) await rings("run", 1_000 + heard.length);
        if (heard.includes(1_030)) ending.abort();
      }
    })();
    await rings("run", 1_000);
    await listening;
    expect(heard).toEqual(Array.from({ length: 31 }, (_, index) => 1_000 + index));
  });

  it("passes over a kind of event it does not know, and hears what nobody announced by looking [EV-10, EV-15]", async () => {
    using page = follow(await server.organiser());
    await page.until(() => page.heard.length === 1);
    // Written past `ring`: no NOTIFY says so.
    await server
      .em()
      .execute("insert into outbox_events (topic, subject) values ('weather', 'planet:9'), ('run', '77')");
    await page.until(() => page.heard.length === 2);
    expect(words(page.heard)).toEqual(["resync:0", "run:77"]);
  });

  it("gives a place in the past only to what was written down: other frames leave a page where it was [EV-8]", async () => {
    const person = await aPerson(server.em(), { discordId: ORGANISER_TWIN });
    await server.em().execute("insert into organisers (person_id, given_at) values (?, now())", [person.id]);
    const answer = await fetch(`${server.url}/trpc/events.follow`, {
      headers: { cookie: await server.cookieOf(person), accept: "text/event-stream", "x-requested-by": "test" },
    });
    const frames: Frame[] = [];
    for await (const frame of framesOf(answer)) {
      frames.push(frame);
      if (frame.data.includes("resync")) await rings("run", 4_711);
      if (frame.data.includes("4711")) break;
    }
    const [last] = await server
      .em()
      .execute<{ place: string }[]>("select xid::text || '-' || id as place from outbox_events where subject = '4711'");
    const [placed, unplaced] = [frames.filter(({ id }) => id !== null), frames.filter(({ id }) => id === null)];
    expect(unplaced.map(({ event }) => event)).toContain("connected");
    expect(placed.length).toBe(2);
    expect(placed.map(({ event }) => event)).toEqual([null, null]);
    expect(placed[1]!.id).toBe(last!.place);
    // The first word's place is one as well: from there the bell is heard again, and nothing else.
    using back = follow(await server.as(person), { lastEventId: placed[0]!.id! });
    await back.until(() => back.heard.length === 1);
    expect(back.heard).toEqual([{ topic: "run", id: 4_711, cursor: last!.place }]);
  });

  it("does not ring for what was not committed", async () => {
    const before = await server.em().count(OutboxEvent, {});
    const failing = together(server.ctx(), async (tx) => {
      tx.em.create(Course, { slug: "never", title: "Never" });
      await ring(tx, "cohort", 1);
      throw new Conflict("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await server.em().count(OutboxEvent, {})).toBe(before);
    expect(await server.em().count(Course, { slug: "never" })).toBe(0);
  });
});

const ORGANISER_TWIN = "900000000000000077";

interface Frame {
  event: string | null;
  id: string | null;
  data: string;
}

/** The frames of a stream of events as they come over the wire, by the words of the HTML standard. */
async function* framesOf(answer: Response): AsyncGenerator<Frame> {
  let text = "";
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      const field = (name: string) =>
        lines
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim();
      yield { event: field("event") ?? null, id: field("id") ?? null, data: field("data") ?? "" };
    }
  }
}

/** The newest place in the outbox, of which a test makes a past. */
async function positionOf(server: TestServer): Promise<OutboxCursor> {
  await together(server.ctx(), (tx) => ring(tx, "sync", 0));
  const [row] = await server
    .em()
    .execute<{ cursor: OutboxCursor }[]>(
      "select xid::text || '-' || id as cursor from outbox_events order by xid desc, id desc limit 1",
    );
  return row!.cursor;
}
