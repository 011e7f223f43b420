import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withServer } from "@muster/db/testing/template";
import { runCommand } from "./run-step.ts";
import { lastLine, nothing, sum, tallyOf, withoutExcuses, type Tally, type VitestReport } from "./tally.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tool = (name: string): string => path.join(root, "node_modules", ".bin", name);
const usual = { ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }), ...process.env };
const strict = process.env["MUSTER_CI"] === "1";
const USUAL_DATABASE = "postgres://postgres@127.0.0.1:5432/postgres";

interface Step {
  name: string;
  run: () => Promise<Tally>;
}

/** One program that is content or not. */
const check = (name: string, command: string, ...args: string[]): Step => ({
  name,
  run: async () => {
    const { code, said } = await runCommand({ command, args, cwd: root, env: usual }, false);
    if (code !== 0) console.log(said);
    return code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
  },
});

const script = (name: string, file: string): Step => check(name, process.execPath, path.join(root, file));

/** One project of Vitest. */
const tests = (name: string, project: string, databaseUrl?: string): Step => ({
  name,
  run: async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "muster-verify-")), "report.json");
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const env = { ...usual, TEST_DATABASE_URL: databaseUrl };
    const { code } = await runCommand({ command: tool("vitest"), args, cwd: root, env }, true);
    const report = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as VitestReport) : null;
    fs.rmSync(path.dirname(file), { recursive: true });
    return tallyOf(report, code);
  },
});

const steps: Step[] = [
  check("types", tool("turbo"), "run", "types", "--output-logs=errors-only", "--continue"),
  check("types of the scripts", tool("tsc"), "-p", "scripts"),
  check("format", tool("oxfmt"), "--check"),
  check("lint", tool("oxlint"), "--deny-warnings"),
  script("directions", "scripts/check-directions.ts"),
  script("shape", "scripts/check-shape.ts"),
  script("document references", "scripts/check-doc-refs.ts"),
  script("coverage of the requirements", "scripts/check-coverage.ts"),
  check("nothing unused", tool("knip")),
  check("web build", tool("turbo"), "run", "build", "--output-logs=errors-only"),
  tests("unit", "unit"),
  tests("integration on the embedded PostgreSQL", "integration"),
  { name: "integration on a PostgreSQL server", run: onServer },
  { name: "browser journey", run: onBrowser },
];

/** Where everything must run, a skipped journey is a failed one. Other tests may skip what a clone does not carry. */
async function onBrowser(): Promise<Tally> {
  const tally = await tests("", "e2e").run();
  return strict ? withoutExcuses(tally) : tally;
}

/**
 * Again on the server named by TEST_DATABASE_URL; where everything must run, without a name on the usual one. For somebody
 * who only wants to know whether a change holds, once is enough.
 */
async function onServer(): Promise<Tally> {
  const named = process.env["TEST_DATABASE_URL"];
  if (!named && !strict) {
    console.log(
      "Not run again on a PostgreSQL server: TEST_DATABASE_URL names one, or MUSTER_CI=1 takes the usual one.",
    );
    return nothing;
  }
  const problem = await cannotEnter(named ?? USUAL_DATABASE);
  if (problem === null) return tests("", "integration", named ?? USUAL_DATABASE).run();
  if (named) {
    console.log(`TEST_DATABASE_URL names a server that does not let us in: ${problem}`);
    return { ...nothing, failed: 1 };
  }
  console.log(`No PostgreSQL lets us in on 127.0.0.1:5432 (${problem}); the embedded one has to do.`);
  return nothing;
}

async function cannotEnter(serverUrl: string): Promise<string | null> {
  try {
    await withServer(serverUrl, (server) => server.query("select 1"));
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/** All steps, or those whose names begin as the arguments say. */
function chosen(names: readonly string[]): Step[] {
  const found =
    names.length === 0 ? steps : steps.filter(({ name }) => names.some((wanted) => name.startsWith(wanted)));
  if (found.length > 0) return found;
  console.error(`There is no such step. There are: ${steps.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const tallies: Tally[] = [];
for (const { name, run } of chosen(process.argv.slice(2))) {
  const began = performance.now();
  const tally = await run();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`${tally.failed === 0 ? "✓" : "✗"} ${name}: ${lastLine(tally)} (${seconds} s)`);
  tallies.push(tally);
}
const total = sum(tallies);
if (total.skipped.length > 0) console.log(`\nSkipped:\n${total.skipped.map((name) => `  - ${name}`).join("\n")}`);
console.log(`\n${lastLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
