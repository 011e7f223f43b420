import { writeFileSync } from "node:fs";
import path from "node:path";
import { claimsIn, coverageProblems, requirementsIn, withClaims } from "./check/coverage.ts";
import { conclude, projectFiles, read, ROOT } from "./check/tree.ts";

const PAGE = "docs/coverage.md";
const claims = claimsIn(projectFiles(".test.ts", ".test.tsx", ".spec.ts").map(read));
if (process.argv.includes("--write")) writeFileSync(path.join(ROOT, PAGE), withClaims(read(PAGE).text, claims));
const requirements = requirementsIn(read(PAGE).text);
const shown = requirements.filter(({ test }) => test !== "not yet").length;
conclude(`coverage (${shown} of ${requirements.length} shown)`, coverageProblems(requirements, claims));
