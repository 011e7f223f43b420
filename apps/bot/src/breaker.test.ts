import { DiscordAPIError, type REST } from "@discordjs/rest";
import { nextTry } from "@muster/reconcile/retry";
import { expect, test } from "vitest";
import { HeldBack, openBreaker, type Breaker } from "./breaker.ts";
import { discordOver, type Discord } from "./rest.ts";
import { judge } from "./troubles.ts";

const MINUTE = 60_000;

interface Sky {
  now: number;
  /** Calls that reached Discord, by when. */
  reached: number[];
  breaker: Breaker;
  discord: Discord;
  answer: () => Promise<unknown>;
}

/** Discord behind a breaker on a clock of the test's own. */
function sky(answer: (sky: Sky) => Promise<unknown>): Sky {
  const made: Sky = {
    now: 0,
    reached: [],
    breaker: openBreaker({ clock: () => made.now }),
    answer: () => answer(made),
    discord: undefined as never,
  };
  const rest = {
    request: () => {
      made.reached.push(made.now);
      return made.answer();
    },
  } as unknown as REST;
  made.discord = discordOver(rest, () => {}, made.breaker);
  return made;
}

const forbidden = () =>
  new DiscordAPIError({ code: 50013, message: "Missing Permissions" }, 50013, 403, "GET", "", {
    body: undefined,
    files: undefined,
  });

test("whatever asks, Discord hears at most a hundredth of the refusals that would ban us, and work goes on afterwards [RE-11]", async () => {
  const s = sky((sky) => {
    sky.breaker.heard(403);
    return Promise.reject(forbidden());
  });
  for (let call = 0; call < 5_000; call++, s.now += 100) await s.discord.ask("/x").catch(() => {});
  expect(s.reached.length).toBeLessThanOrEqual(100);
  expect(s.breaker.trouble()).toMatchObject({ class: "passing", code: "invalid_requests" });
  const refusal = await s.discord.ask("/x").catch((error: unknown) => judge(error));
  expect(refusal).toMatchObject({ result: "failed", trouble: { sort: "passing", code: "invalid_requests" } });
  s.now += 10 * MINUTE;
  s.answer = () => Promise.resolve("fine");
  expect(await s.discord.ask("/x")).toBe("fine");
  expect(s.breaker.trouble()).toBeNull();
});

test("a limit that others have used up does not count against us [RE-9, RE-11]", () => {
  const s = sky(() => Promise.resolve("fine"));
  for (let call = 0; call < 500; call++) s.breaker.heard(429, "shared");
  expect(s.breaker.trouble()).toBeNull();
});

/** One group: reads by four questions, then makes ten changes; tried again as the server would. */
interface Subject {
  at: number;
  attempts: number;
  done: number | undefined;
}

async function round(s: Sky, subject: Subject, chance: number): Promise<void> {
  try {
    await Promise.all(Array.from({ length: 4 }, () => s.discord.ask("/guild")));
    for (let change = 0; change < 10; change++) await s.discord.change("POST", "/channels");
    subject.done = s.now;
  } catch (error) {
    const { trouble } = judge(error);
    const next = nextTry(trouble, { attempts: ++subject.attempts, now: new Date(s.now), chance });
    subject.at = next!.getTime();
  }
}

test("an hour's outage costs a handful of calls, and its end brings no more than the work itself [RE-19]", async () => {
  const HOUR = 60 * MINUTE;
  const s = sky((sky) => (sky.now < HOUR ? Promise.reject(new Error("other side closed")) : Promise.resolve({})));
  const subjects: Subject[] = Array.from({ length: 60 }, () => ({ at: 0, attempts: 0, done: undefined }));
  let dice = 7;
  const chance = () => (dice = (dice * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let turns = 0; turns < 100_000; turns++) {
    const next = subjects.filter(({ done }) => done === undefined).toSorted((a, b) => a.at - b.at)[0];
    if (!next) break;
    s.now = Math.max(s.now + 50, next.at);
    await round(s, next, chance());
  }
  expect(subjects.every(({ done }) => done !== undefined && done < HOUR + 15 * MINUTE)).toBe(true);
  const [during, after] = [s.reached.filter((at) => at < HOUR), s.reached.filter((at) => at >= HOUR)];
  expect(during.length).toBeLessThanOrEqual(30);
  expect(after.length).toBeLessThanOrEqual(1.2 * 60 * 14);
});

test("while one call tries the door, whoever comes waits for what becomes of it [RE-19]", async () => {
  const s = sky(() => Promise.reject(new Error("reset")));
  for (let call = 0; call < 5; call++) await s.discord.ask("/x").catch(() => {});
  await expect(s.discord.ask("/x")).rejects.toThrow(HeldBack);
  s.now += MINUTE;
  const opening = Promise.withResolvers<string>();
  s.answer = () => opening.promise;
  const those = Promise.all([s.discord.ask("/a"), s.discord.ask("/b"), s.discord.ask("/c")]);
  await Promise.resolve();
  const before = s.reached.length;
  opening.resolve("open");
  expect(await those).toEqual(["open", "open", "open"]);
  expect([before, s.reached.length]).toEqual([6, 8]);
});
