import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/**
 * Prints how much JavaScript, gzipped, a browser loads before each page of the built web app stands (aim: 250 kB at most):
 * what index.html names, the page's own part, and whatever these import.
 */
const dist = fileURLToPath(new URL("../../apps/web/dist", import.meta.url));
const index = fs.readFileSync(path.join(dist, "index.html"), "utf8");
const entries = [...index.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, file]) => file!);
const read = (file: string): string => fs.readFileSync(path.join(dist, "assets", file), "utf8");

/** The files and everything they import at once; what they import later is left out. */
function withImports(files: readonly string[], known = new Set<string>()): Set<string> {
  for (const file of files.filter((each) => !known.has(each))) {
    known.add(file);
    withImports(
      [...read(file).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(([, imported]) => imported!),
      known,
    );
  }
  return known;
}

const kilobytes = (files: Iterable<string>): string =>
  ([...files].reduce((sum, file) => sum + gzipSync(read(file)).length, 0) / 1_000).toFixed(1);

console.log(`before any page: ${kilobytes(withImports(entries))} kB gzipped (aim: 250 kB)`);
for (const page of fs.readdirSync(path.join(dist, "assets")).filter((file) => /-page-[^.]*\.js$/.test(file))) {
  console.log(`${page.replace(/-page-.*/, "").padEnd(14)} ${kilobytes(withImports([...entries, page]))} kB`);
}
