import { readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";

/** One import as written: from which file, of what, and whether it is gone when the types are. */
export interface Import {
  from: string;
  /** A path from the root for our own files, the package's name for others. */
  to: string;
  typeOnly: boolean;
  line: number;
}

/** Every import of the given files. Paths are relative to `root`, with forward slashes. */
export function importsOf(root: string, files: readonly string[]): Import[] {
  return files.flatMap((file) => importsIn(file, readFileSync(path.join(root, file), "utf8")));
}

function importsIn(file: string, source: string): Import[] {
  const { module } = parseSync(file, source);
  const lineOf = (offset: number) => source.slice(0, offset).split("\n").length;
  const found: { specifier: string; typeOnly: boolean; at: number }[] = [
    ...module.staticImports.map(({ moduleRequest, entries, start }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
      at: start,
    })),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries
        .filter(({ moduleRequest }) => moduleRequest)
        .map(({ moduleRequest, isType }) => ({ specifier: moduleRequest!.value, typeOnly: isType, at: start })),
    ),
    ...module.dynamicImports
      .map(({ moduleRequest, start }) => ({ text: source.slice(moduleRequest.start, moduleRequest.end), start }))
      .filter(({ text }) => /^["'][^"']+["']$/.test(text))
      .map(({ text, start }) => ({ specifier: text.slice(1, -1), typeOnly: false, at: start })),
  ];
  return found.map(({ specifier, typeOnly, at }) => ({
    from: file,
    to: resolve(file, specifier),
    typeOnly,
    line: lineOf(at),
  }));
}

const APPS = new Set(["web", "server", "bot"]);

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(from), specifier);
  const own = /^@muster\/([^/]+)\/?(.*)$/.exec(specifier);
  if (!own) return specifier;
  const [, name, inner] = own;
  return `${APPS.has(name!) ? "apps" : "packages"}/${name}/${inner === "" ? "" : `src/${inner}.ts`}`;
}
