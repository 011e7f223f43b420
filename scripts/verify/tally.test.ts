import { expect, test } from "vitest";
import { lastLine, sum, tallyOf, withoutExcuses, type VitestReport } from "./tally.ts";

const file = (status: string, ...tests: string[]): VitestReport["testResults"][number] => ({
  name: "a.test.ts",
  status,
  assertionResults: tests.map((one, index) => ({ fullName: `test ${index}`, status: one })),
});

test("passed, failed and skipped tests are told apart", () => {
  const report = {
    success: false,
    testResults: [file("failed", "passed", "failed", "skipped"), file("passed", "passed")],
  };
  expect(tallyOf(report, 1)).toEqual({ passed: 2, failed: 1, skipped: ["test 2"] });
});

test("a file that could not be loaded is a failure although none of its tests failed", () => {
  expect(tallyOf({ success: false, testResults: [file("failed"), file("passed", "passed")] }, 1)).toMatchObject({
    passed: 1,
    failed: 1,
  });
});

test("a run that ends badly without a failed test, or writes no report, is a failure", () => {
  expect(tallyOf({ success: true, testResults: [file("passed", "passed")] }, 1)).toMatchObject({
    passed: 1,
    failed: 1,
  });
  expect(tallyOf(null, 0)).toMatchObject({ passed: 0, failed: 1 });
});

test("the last line sums every step, and where nothing may be skipped a skipped test is a failure", () => {
  const steps = [
    { passed: 3, failed: 0, skipped: [] },
    { passed: 4, failed: 1, skipped: ["the journey"] },
  ];
  expect(lastLine(sum(steps))).toBe("7 passed, 1 failed");
  expect(lastLine(withoutExcuses(sum(steps)))).toBe("7 passed, 2 failed");
});
