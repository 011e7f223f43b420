import { expect, test } from "vitest";
import type { Boundary, CallMoment } from "./boundaries.ts";
import { openGate, type Stopped } from "./gate.ts";

const settling: Boundary = {
  name: "before settle",
  reachedBy: "realize",
  victims: ["bot"],
  edge: "bot → server",
  when: "before",
  is: ({ path }) => path === "/trpc/sync.settle",
};
const call = (path: string, when: "before" | "after" = "before"): CallMoment => ({
  edge: "bot → server",
  when,
  method: "POST",
  path,
  body: "",
  answer: "",
});

test("the n-th that passes is stopped, at once and alone, until its fate is decided", async () => {
  const gate = openGate([settling]);
  const struck: Stopped[] = [];
  gate.arm({ boundary: settling.name, nth: 2, strike: (stopped) => struck.push(stopped) });
  expect(gate.meet(call("/trpc/sync.settle"))).toBeUndefined();
  expect(gate.meet(call("/trpc/sync.brief"))).toBeUndefined();
  expect(gate.meet(call("/trpc/sync.settle", "after"))).toBeUndefined();
  const stopped = gate.meet(call("/trpc/sync.settle"));
  expect(struck).toHaveLength(1);
  expect(gate.meet(call("/trpc/sync.settle"))).toBeUndefined();
  struck[0]!.let("is lost");
  expect(await stopped).toBe("is lost");
  expect(gate.passed.get(settling.name)).toBe(3);
});

test("an aim at a boundary that is not in the list is an error, not a schedule that kills nobody", () => {
  expect(() => openGate([settling]).arm({ boundary: "settle", nth: 1, strike: () => {} })).toThrow(
    "no boundary called",
  );
});
