/** One line of docs/coverage.md: an id, what it asks, and the tests that show it. */
export interface Requirement {
  id: string;
  asks: string;
  test: string;
  line: number;
}

const ROW = /^\| ([A-Z]{1,3}-?\d+|[A-Z]{3}-\d+) \| (.+?) \| (.*?) \|$/;

export function requirementsIn(page: string): Requirement[] {
  return page.split("\n").flatMap((text, index) => {
    const match = ROW.exec(text);
    return match ? [{ id: match[1]!, asks: match[2]!, test: match[3]!, line: index + 1 }] : [];
  });
}

/** Ids a test file claims: those in brackets at the end of a test's name, `… [TZ-1, Q16]` or `… [TZ-1] [Q16]`. By id, the files. */
export function claimsIn(files: readonly { path: string; text: string }[]): Map<string, string[]> {
  const claims = new Map<string, Set<string>>();
  for (const { path, text } of files)
    for (const [, ids] of text.matchAll(
      /\[((?:[A-Z]{1,3}-?\d+)(?:,\s*[A-Z]{1,3}-?\d+)*)\](?=(?: \[[A-Z]{1,3}-?\d+(?:,\s*[A-Z]{1,3}-?\d+)*\])*["'`])/g,
    ))
      for (const id of ids!.split(/,\s*/)) claims.set(id, (claims.get(id) ?? new Set()).add(path));
  return new Map([...claims].map(([id, paths]) => [id, [...paths].toSorted()]));
}

/** Ids that tests may name without a line of their own: defects of the predecessor, invariants, figures aimed for. */
const ELSEWHERE = /^(Q|L|P|INV-|M|G)\d+$/;

export const cell = (paths: readonly string[] | undefined): string =>
  paths ? paths.map((path) => `\`${path}\``).join(", ") : "not yet";

/** What the page says and the tests do not, and the other way round; one sentence each. */
export function coverageProblems(
  requirements: readonly Requirement[],
  claims: ReadonlyMap<string, readonly string[]>,
): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { id, test, line } of requirements) {
    if (seen.has(id)) problems.push(`line ${line}: ${id} stands here twice`);
    seen.add(id);
    if (test.startsWith("other way:")) continue;
    const expected = cell(claims.get(id));
    if (test !== expected)
      problems.push(
        `line ${line}: ${id} says "${test}", but the tests say ${expected === "not yet" ? "that nothing shows it" : expected}`,
      );
  }
  for (const [id, paths] of claims)
    if (!seen.has(id) && !ELSEWHERE.test(id)) problems.push(`${paths[0]} claims ${id}, which has no line on the page`);
  return problems;
}

/** The page with its third column filled in from the tests. */
export function withClaims(page: string, claims: ReadonlyMap<string, readonly string[]>): string {
  return page
    .split("\n")
    .map((text) => {
      const match = ROW.exec(text);
      return !match || match[3]!.startsWith("other way:")
        ? text
        : `| ${match[1]} | ${match[2]} | ${cell(claims.get(match[1]!))} |`;
    })
    .join("\n");
}
