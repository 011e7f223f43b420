import { expect, test } from "vitest";
import { keepLease } from "./lease.ts";
import { NotOurTurn } from "./troubles.ts";

function scene(answers: ({ epoch: number | null; expiresInMs: number } | Error)[]) {
  const heard: string[] = [];
  const time = { now: 0, slow: 0 };
  const lease = keepLease({
    server: {
      lease: async ({ health }) => {
        time.now += time.slow;
        heard.push(health.trouble?.code ?? "asked");
        const answer = answers.shift() ?? { epoch: null, expiresInMs: 0 };
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    holder: "this-bot",
    health: () => ({ gateway: "ready", guild: null, trouble: null, missingPermissions: [] }),
    clock: () => time.now,
    onWon: (epoch) => heard.push(`won ${epoch}`),
    onLost: () => heard.push("lost"),
    onAnswer: () => {},
    onTrouble: () => heard.push("trouble"),
    isHopeless: (error) => (error as Error).message === "no",
  });
  return { lease, heard, time };
}

test("a lease runs out by our own clock, counted from before the question [EV-12]", async () => {
  const { lease, time } = scene([{ epoch: 4, expiresInMs: 30_000 }]);
  time.slow = 20_000;
  await lease.renew();
  expect(lease.epoch()).toBe(4);
  time.now = 29_999;
  lease.check();
  time.now = 30_000;
  expect(() => lease.check()).toThrow(NotOurTurn);
  expect(lease.isHeld()).toBe(false);
});

test("a server that is away is asked again soon, and the lease lives on until it runs out", async () => {
  const { lease, heard, time } = scene([{ epoch: 4, expiresInMs: 30_000 }, new Error("away"), new Error("away")]);
  expect(await lease.renew()).toBe(10_000);
  expect(await lease.renew()).toBe(2_000);
  expect(lease.isHeld()).toBe(true);
  time.now = 31_000;
  await lease.renew();
  expect(heard).toEqual(["asked", "won 4", "asked", "trouble", "asked", "trouble", "lost"]);
});

test("a server that says no is not asked every other second [EV-14]", async () => {
  const { lease } = scene([new Error("no")]);
  expect(await lease.renew()).toBe(10_000);
});

test("another bot's lease means standing by; a new epoch means beginning anew [EV-11]", async () => {
  const { lease, heard } = scene([
    { epoch: 4, expiresInMs: 30_000 },
    { epoch: null, expiresInMs: 5_000 },
    { epoch: 6, expiresInMs: 30_000 },
    { epoch: 7, expiresInMs: 30_000 },
  ]);
  await lease.renew();
  expect(await lease.renew()).toBe(5_000);
  expect(() => lease.epoch()).toThrow(NotOurTurn);
  await lease.renew();
  await lease.renew();
  expect(heard).toEqual(["asked", "won 4", "asked", "lost", "asked", "won 6", "asked", "lost", "won 7"]);
});

test("giving it back is told as stopping, and only by who holds it", async () => {
  const { lease, heard } = scene([{ epoch: 4, expiresInMs: 30_000 }]);
  await lease.release();
  expect(heard).toEqual([]);
  await lease.renew();
  await lease.release();
  expect(heard.at(-1)).toBe("stopping");
  expect(lease.isHeld()).toBe(false);
});

test("a lease that had run out before its answer came is won anew with the next, so that the bot does not stay deaf [EV-12]", async () => {
  const same = { epoch: 4, expiresInMs: 30_000 };
  const { lease, heard, time } = scene([same, same, same]);
  time.slow = 31_000;
  await lease.renew();
  expect(lease.isHeld()).toBe(false);
  time.slow = 0;
  await lease.renew();
  await lease.renew();
  expect(lease.isHeld()).toBe(true);
  expect(heard).toEqual(["asked", "won 4", "asked", "lost", "won 4", "asked"]);
});
