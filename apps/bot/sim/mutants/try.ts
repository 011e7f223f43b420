import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MUTANTS, type Mutant } from "./list.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const PARTS = ["apps/bot", "apps/server", "packages/domain", "packages/reconcile", "packages/db", "packages/scheduler"];

export interface Verdict {
  name: string;
  /** The invariant that noticed first; null when none did. */
  caughtBy: string | null;
  /** After so many runs. */
  runs: number;
}

/**
 * Tries each mutant on a copy of the source in a temporary folder: its text is patched, and the copy's own simulator is
 * run until the first violation. Throws when a patch no longer fits its file, so that no mutant is silently none.
 */
export async function tryMutants(
  options: { runs: number; seed: number; only: string | undefined },
  onVerdict: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const { runs, seed, only } = options;
  const copy = mkdtempSync(join(tmpdir(), "muster-mutants-"));
  try {
    copySource(copy);
    const verdicts: Verdict[] = [];
    for (const mutant of MUTANTS.filter(({ name }) => only === undefined || name.includes(only))) {
      const verdict = {
        name: mutant.name,
        ...(await tryOne(copy, mutant, ["--runs", String(runs), "--seed", String(seed)])),
      };
      onVerdict(verdict);
      verdicts.push(verdict);
    }
    return verdicts;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function copySource(copy: string): void {
  for (const part of PARTS) {
    for (const name of ["package.json", "src", ...(part === "apps/bot" ? ["sim"] : [])])
      cpSync(join(ROOT, part, name), join(copy, part, name), { recursive: true });
  }
  const modules = join(copy, "node_modules");
  mkdirSync(join(modules, "@muster"), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules")))
    if (name !== "@muster") symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  for (const part of PARTS) symlinkSync(join(copy, part), join(modules, "@muster", part.split("/")[1]!));
}

async function tryOne(copy: string, { name, file, from, to }: Mutant, args: string[]): Promise<Omit<Verdict, "name">> {
  const path = join(copy, file);
  const source = readFileSync(path, "utf8");
  if (!source.includes(from)) throw new Error(`The mutant "${name}" no longer fits ${file}`);
  writeFileSync(path, source.replaceAll(from, to));
  try {
    const said = await output(process.execPath, [join(copy, "apps/bot/sim/main.ts"), "--first", ...args]);
    const [, runs = "0"] = /^(\d+) runs in/m.exec(said) ?? [];
    const [, caughtBy] = /^First violation: (\S+)/m.exec(said) ?? [];
    return { caughtBy: caughtBy ?? (runs === "0" ? "no-crash" : null), runs: Number(runs) };
  } finally {
    writeFileSync(path, source);
  }
}

function output(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
    let said = "";
    child.stdout.on("data", (text) => (said += String(text)));
    child.once("error", reject);
    child.once("close", () => resolve(said));
  });
}
