import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Files of the project that are not ignored, by ending, except the deliberately wrong ones. */
export function projectFiles(...endings: readonly string[]): string[] {
  return execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  })
    .split("\n")
    .filter(
      (file) =>
        endings.some((ending) => file.endsWith(ending)) &&
        !file.startsWith("scripts/fixtures/") &&
        existsSync(path.join(ROOT, file)),
    );
}

export const read = (file: string): { path: string; text: string } => ({
  path: file,
  text: readFileSync(path.join(ROOT, file), "utf8"),
});

/** Says what is wrong and ends the process with 1, or says that all is well. */
export function conclude(what: string, sentences: readonly string[]): void {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.stdout.write(sentences.length === 0 ? `${what}: all is well\n` : `${what}: ${sentences.length} to mend\n`);
  if (sentences.length > 0) process.exitCode = 1;
}
