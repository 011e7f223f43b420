/** How a step of `npm test` came out. */
export interface Tally {
  passed: number;
  failed: number;
  /** Names of what did not run. */
  skipped: string[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: [] };

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  skipped: tallies.flatMap(({ skipped }) => skipped),
});

/** The last line of every run, whoever reads it. */
export const lastLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`;

/** What Vitest's JSON reporter writes, as far as we read it. */
export interface VitestReport {
  success: boolean;
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

/**
 * A file that could not be loaded has no tests to fail, and a run can fail without a failed test (an error nobody caught):
 * each counts as one failure.
 */
export function tallyOf(report: VitestReport | null, exitCode: number): Tally {
  if (report === null) return { ...nothing, failed: 1 };
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = tests.filter(({ status }) => status === "failed").length + broken.length;
  return {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: failed === 0 && (exitCode !== 0 || !report.success) ? 1 : failed,
    skipped: tests.filter(({ status }) => !["passed", "failed"].includes(status)).map(({ fullName }) => fullName),
  };
}

/** Where everything must run, what did not is a failure. */
export const withoutExcuses = ({ passed, failed, skipped }: Tally): Tally => ({
  passed,
  failed: failed + skipped.length,
  skipped,
});
