import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { rationIdentifies, SLOW_MS } from "./identifies.ts";

const DAY_MS = 86_400_000;

/** A bot that dies a second after each session it begins, every time as a new process that knows only what is written. */
async function loopOfCrashes(file: string, sessions: number): Promise<number[]> {
  const time = { now: Date.parse("2026-10-01T12:00:00Z") };
  const began: number[] = [];
  for (let session = 0; session < sessions; session++) {
    const mayIdentify = rationIdentifies({
      file,
      now: () => new Date(time.now),
      pause: async (ms) => void (time.now += ms),
      onTrouble: (error) => {
        throw error;
      },
    });
    await mayIdentify();
    began.push(time.now);
    time.now += 1_000;
  }
  return began;
}

test("a bot that keeps dying never uses up a day's thousand sessions, however quickly it is started again [GW-5]", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "muster-sessions-"));
  const file = path.join(folder, "deeper", "bot-sessions.json");
  const began = await loopOfCrashes(file, 40);
  // The first five at once, then one each ninety seconds.
  expect(began[4]! - began[0]!).toBe(4_000);
  const gaps = began.slice(5).map((at, index) => at - began[index + 4]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(SLOW_MS);
  expect(5 + DAY_MS / SLOW_MS).toBeLessThan(1_000);
  await rm(folder, { recursive: true });
});

test("a damaged count starts anew instead of keeping the bot away", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "muster-sessions-"));
  const file = path.join(folder, "bot-sessions.json");
  await writeFile(file, "{ not json");
  expect(await loopOfCrashes(file, 1)).toHaveLength(1);
  await rm(folder, { recursive: true });
});
