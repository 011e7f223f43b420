import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { claimsIn, coverageProblems, requirementsIn, withClaims } from "./coverage.ts";
import { directions, violations } from "./directions.ts";
import { brokenReferences } from "./doc-references.ts";
import { importsOf } from "./imports.ts";
import { shapeRules, shapeViolations } from "./shape.ts";
import { projectFiles, read, ROOT } from "./tree.ts";

const fixtures = path.join(ROOT, "scripts/fixtures");
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

describe("the directions of imports", () => {
  const rules = [...directions.map(({ name }) => name), "no-circles"];

  test.each(rules)("%s is a law that bites", (rule) => {
    const folder = path.join(fixtures, "directions", rule);
    expect(violations(importsOf(folder, filesIn(folder))).map((found) => found.rule)).toEqual([rule]);
  });

  test("an import of the type alone passes where types are allowed, and nowhere else", () => {
    const at = { line: 1, typeOnly: true };
    expect(violations([{ ...at, from: "apps/bot/src/server.ts", to: "apps/server/src/router.ts" }])).toEqual([]);
    expect(violations([{ ...at, from: "packages/domain/src/week.ts", to: "packages/db/src/orm.ts" }])).toHaveLength(1);
  });
});

describe("the shape of the house", () => {
  test.each(shapeRules.map(({ name }) => name))("%s is a law that bites", (rule) => {
    const folder = path.join(fixtures, "shape", rule);
    const files = filesIn(folder).map((file) => ({ path: file, text: readFileSync(path.join(folder, file), "utf8") }));
    expect(shapeViolations(files).map((found) => found.rule)).toEqual([rule]);
  });
});

describe("the house as it stands", () => {
  test("speaks Discord in the bot alone, whose commands ask the server and sync nothing by themselves [A4, A5, D14]", () => {
    const rules = directions.filter(({ name }) => /only-the-bot|commands-ask|clients-do-not-remember/.test(name));
    expect(rules).toHaveLength(3);
    const uphill = violations(importsOf(ROOT, projectFiles(".ts", ".tsx")), rules);
    expect(uphill.filter(({ rule }) => rule !== "no-circles")).toEqual([]);
  });

  test("raises what is due in one place, and replaces no neighbour of a test [A9, A11]", () => {
    const rules = shapeRules.filter(({ name }) => name === "sync-has-one-entry" || name === "neighbours-are-real");
    const files = projectFiles(".ts", ".tsx").filter((file) => file !== "scripts/check/shape.ts");
    expect(shapeViolations(files.map(read), rules)).toEqual([]);
  });

  test("names the entry points of sync in its architecture, and each is where it says [Y1, Y22]", () => {
    const { text } = read("docs/architecture.md");
    for (const entry of ["request-sync", "sync-group", "sync-after-group-change"])
      expect(text).toContain(`apps/server/src/sync/${entry}.ts`);
    expect(read("apps/server/src/sync/sync-group.ts").text).toMatch(/export async function syncGroup\(/);
    expect(read("apps/server/src/sync/request-sync.ts").text).toMatch(/export async function requestSync\(/);
    expect(read("apps/server/src/sync/sync-after-group-change.ts").text).toMatch(
      /export async function syncAfterGroupChange\(/,
    );
  });

  test("has its quality gates among the steps of `npm test`: a name that is none is refused with all of them [T17]", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(ROOT, "scripts/verify/main.ts"), "no-such-step"],
      {
        encoding: "utf8",
      },
    );
    expect(status).toBe(2);
    for (const gate of [
      "types",
      "format",
      "lint",
      "directions",
      "nothing unused",
      "web build",
      "unit",
      "integration",
      "browser",
    ])
      expect(stderr).toContain(gate);
  });
});

describe("the coverage page", () => {
  const page = [
    "| id | what it asks | test |",
    "|---|---|---|",
    "| T1 | one | not yet |",
    "| TZ-1 | two | other way: not ours |",
  ].join("\n");
  const claims = claimsIn([{ path: "a.test.ts", text: 'test("grants exactly two [T1, Q3]", () => {})' }]);

  test("a test that claims a line which says not yet is noticed, and filling in settles it", () => {
    expect(coverageProblems(requirementsIn(page), claims)).toEqual([
      'line 3: T1 says "not yet", but the tests say `a.test.ts`',
    ]);
    expect(coverageProblems(requirementsIn(withClaims(page, claims)), claims)).toEqual([]);
  });

  test("a line whose test has gone, a line twice, and a claim without a line are noticed", () => {
    const filled = withClaims(page, claims);
    expect(coverageProblems(requirementsIn(filled), new Map())).toHaveLength(1);
    expect(coverageProblems(requirementsIn(`${filled}\n| T1 | again | not yet |`), claims)).toHaveLength(2);
    expect(coverageProblems(requirementsIn(page), new Map([["T99", ["b.test.ts"]]]))).toEqual([
      "b.test.ts claims T99, which has no line on the page",
    ]);
  });
});

test("a document that points at a file which is gone is noticed, an address is not", () => {
  const text = "See [the plan](../packages/reconcile/src/plan.ts), `apps/gone.ts` and [home](https://example.org).";
  const exists = (file: string) => file === "packages/reconcile/src/plan.ts";
  expect(brokenReferences([{ path: "docs/a.md", text }], exists)).toEqual([
    "docs/a.md points at apps/gone.ts, which does not exist",
  ]);
});
