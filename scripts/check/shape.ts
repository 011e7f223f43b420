import type { Violation } from "./directions.ts";

/** What the shape check looks at: a path from the root and what the file says. */
export interface SourceFile {
  path: string;
  text: string;
}

const SHELF = /(^|\/)(utils?|helpers?|common|misc|types|constants|service|manager)(\.tsx?$|\/)/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|property\.test|spec|entity|config|d))?\.tsx?$/;
const MIGRATION = /(^|\/)migrations\//;

interface Rule {
  name: string;
  /** Null when the file is fine; else what to do instead. */
  complaint: (file: SourceFile) => string | null;
}

const isTest = (path: string) => /\.(test|spec)\.tsx?$|\/(test|testing|contract|e2e|bench|sim|chaos)\//.test(path);
const isDoor = (path: string) =>
  /(^|\/)(main|command-line|config|global-setup|start|figures)[^/]*(\.tsx?$|\/)|^scripts\/|\/embedded\//.test(path);

/** The closed vocabulary of file names, and what no file may say. */
export const shapeRules: readonly Rule[] = [
  {
    name: "a-helper-lives-with-its-noun",
    complaint: ({ path }) =>
      SHELF.test(path) ? "this is a shelf for anything: put each thing beside the noun it belongs to" : null,
  },
  {
    name: "no-barrels",
    complaint: ({ path, text }) =>
      /(^|\/)index\.tsx?$/.test(path) && /export\s+(\*|\{[^}]*\})\s+from/.test(text)
        ? "a file that only re-exports hides who needs whom: export each noun in package.json"
        : null,
  },
  {
    name: "names-are-kebab-case",
    complaint: ({ path }) =>
      MIGRATION.test(path) || KEBAB.test(path.slice(path.lastIndexOf("/") + 1))
        ? null
        : "file names are words joined by dashes, such as move-member.ts",
  },
  {
    name: "a-router-is-a-table-of-contents",
    complaint: ({ path, text }) => {
      if (!/^apps\/server\/src\/([^/]+\/)?router\.ts$/.test(path)) return null;
      if (text.split("\n").length > 120)
        return "a router has at most 120 lines: a procedure is its gate, its schema and its verb";
      return /\btry\s*\{|\.find(One|All)?\(|createQueryBuilder|\.execute\(/.test(text)
        ? "a router neither queries nor catches: that is its verb's work"
        : null;
    },
  },
  {
    name: "time-is-handed-in",
    complaint: ({ path, text }) =>
      isTest(path) || isDoor(path) || !/\bnew Date\(\)/.test(text)
        ? null
        : "new Date() reads the machine's clock: take a clock as a parameter",
  },
  {
    name: "neighbours-are-real",
    complaint: ({ path, text }) =>
      isTest(path) && /\bvi\.(do)?[mM]ock\(/.test(text)
        ? "a module is not replaced in a test: run beside the real neighbour, or hand in a fake that can refuse"
        : null,
  },
  {
    name: "sync-has-one-entry",
    complaint: ({ path, text }) =>
      /^apps\/server\/src\/(?!sync\/request-sync\.ts)/.test(path) && !isTest(path) && /\.generation\+\+/.test(text)
        ? "whoever changes what should be true calls requestSync: only it raises a task's generation"
        : null,
  },
  {
    name: "an-instant-is-shown-in-one-folder",
    complaint: ({ path, text }) =>
      /^apps\/web\/src\/(?!dates\/)/.test(path) &&
      !isTest(path) &&
      /\.toLocale(Date|Time)?String\(|Intl\.DateTimeFormat/.test(text)
        ? "instants are formatted in src/dates only, always with their zone"
        : null,
  },
];

export function shapeViolations(files: readonly SourceFile[], rules: readonly Rule[] = shapeRules): Violation[] {
  return files.flatMap((file) =>
    rules.flatMap(({ name, complaint }) => {
      const words = complaint(file);
      return words === null ? [] : [{ rule: name, sentence: `${file.path}: ${words}` }];
    }),
  );
}
