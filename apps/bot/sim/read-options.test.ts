import { expect, test } from "vitest";
import { z } from "zod";
import { pack, unpack } from "./packed.ts";
import { readOptions, readPlan, UnusableOption, wholeNumber } from "./read-options.ts";

const schema = z.object({
  runs: wholeNumber(1, 50).default(7),
  level: z.enum(["0", "1"], { error: "is 0 or 1" }).default("0"),
  first: z.boolean().default(false),
});
const read = (...args: string[]) => readOptions(args, { schema, flags: ["first"] });

test("what is typed is read, and what is not is as it usually is", () => {
  expect(read("--runs", "50", "--first")).toEqual({ runs: 50, level: "0", first: true });
  expect(read("--level=1")).toEqual({ runs: 7, level: "1", first: false });
});

test.each([
  [["--runs", "abc"], "--runs is no whole number."],
  [["--runs", "1e1"], "--runs is no whole number."],
  [["--runs", ""], "--runs is no whole number."],
  [["--runs", "0"], "--runs is not between 1 and 50."],
  [["--runs", "51"], "--runs is not between 1 and 50."],
  [["--level", "2"], "--level is 0 or 1."],
  [["--bogus"], "--bogus is no option. There are --runs, --level, and --first."],
  [["bogus"], "bogus is no option. There are --runs, --level, and --first."],
  [["--runs"], "--runs needs a value."],
  [["--first=3"], "--first takes no value."],
])("%j is refused in one sentence that names it", (args, sentence) => {
  expect(() => read(...args)).toThrow(new UnusableOption(sentence));
});

test("a plan is read from a file as from its printed word, and anything else is refused", () => {
  const plan = { seed: 3, ops: [], tape: [1, 2] };
  expect(readPlan("plan.json", JSON.stringify(plan), unpack)).toEqual(plan);
  expect(readPlan(pack(plan), null, unpack)).toEqual(plan);
  expect(() => readPlan("nowhere.json", null, unpack)).toThrow(
    "--replay names no file, and is no plan as it is printed.",
  );
  expect(() => readPlan("README.md", "# A title", unpack)).toThrow("--replay names a file that holds no plan.");
});
