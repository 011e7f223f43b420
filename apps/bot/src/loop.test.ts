import { expect, test } from "vitest";
import type { Subject } from "@muster/domain/subject";
import { startLoop } from "./loop.ts";

test("rounds run one at a time, cohorts before groups", async () => {
  const heard: string[] = [];
  let atWork = 0;
  const loop = startLoop({
    round: async (subject) => {
      expect(++atWork).toBe(1);
      heard.push(subject);
      await Promise.resolve();
      atWork--;
      return { again: false };
    },
    onTrouble: () => {},
  });
  for (const subject of ["group:1", "group:2", "cohort:1", "group:1"] as Subject[]) loop.ring(subject);
  await loop.quiet();
  expect(heard).toEqual(["cohort:1", "group:1", "group:2"]);
});

test("a bell while its subject is at work means once more; so does a server that asks for it [EV-4]", async () => {
  const heard: string[] = [];
  const loop = startLoop({
    round: async (subject) => {
      heard.push(subject);
      if (heard.length === 1) for (let times = 0; times < 5; times++) loop.ring("group:1");
      return { again: heard.length === 2 };
    },
    onTrouble: () => {},
  });
  loop.ring("group:1");
  await loop.quiet();
  expect(heard).toHaveLength(3);
});

test("a subject that always throws does not stand in the way of others [EV-6]", async () => {
  const [done, broken]: [string[], string[]] = [[], []];
  const loop = startLoop({
    round: async (subject) => {
      if (subject === "group:1") throw new Error("poison");
      done.push(subject);
      return { again: false };
    },
    onTrouble: (subject) => broken.push(subject),
  });
  for (const subject of ["group:1", "group:2"] as Subject[]) loop.ring(subject);
  await loop.quiet();
  expect([done, broken]).toEqual([["group:2"], ["group:1"]]);
});

test("what is cleared is not begun", async () => {
  const heard: string[] = [];
  const loop = startLoop({
    round: async (subject) => (heard.push(subject), loop.clear(), { again: false }),
    onTrouble: () => {},
  });
  for (const subject of ["group:1", "group:2"] as Subject[]) loop.ring(subject);
  await loop.quiet();
  expect(heard).toEqual(["group:1"]);
});

test("nobody waits for their access behind what others are told", async () => {
  const worked: string[] = [];
  const loop = startLoop({
    round: async (subject) => {
      worked.push(subject);
      if (subject === "person:1") loop.ring("group:9");
      return { again: false };
    },
    onTrouble: () => {},
  });
  for (const subject of ["person:1", "person:2", "group:3", "cohort:4"] as const) loop.ring(subject);
  await loop.quiet();
  expect(worked).toEqual(["cohort:4", "group:3", "person:1", "group:9", "person:2"]);
});
