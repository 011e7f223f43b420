import type { Import } from "./imports.ts";

/** A sentence about who may look at whom, and where the code belongs instead. */
export interface Direction {
  name: string;
  instead: string;
  from: RegExp;
  notFrom?: RegExp;
  to: RegExp;
  /** Importing the type alone is allowed. */
  typesAllowed?: boolean;
  /** Given the match of `from`: what may be imported after all. */
  except?: (from: RegExpExecArray) => string;
}

const tests = /\.(test|spec)\.tsx?$|\/(test|testing|contract|e2e|bench|sim|chaos)\//;

/** The table of docs/architecture.md. */
export const directions: readonly Direction[] = [
  {
    name: "the-domain-knows-nobody",
    instead: "packages/domain is the language of all the others: what needs a neighbour belongs to that neighbour",
    from: /^packages\/domain\//,
    to: /^(apps|packages\/(?!domain))/,
  },
  {
    name: "reconcile-knows-nobody",
    instead: "the idiom is about keys and plans, never about courses or Discord: move the word to its caller",
    from: /^packages\/reconcile\//,
    notFrom: tests,
    to: /^(apps|packages\/(?!reconcile))/,
  },
  {
    name: "the-scheduler-is-pure",
    instead:
      "the scheduler gets values and gives values: reading rows belongs to the server, which maps them to a problem",
    from: /^packages\/scheduler\//,
    to: /^(apps|packages\/(?!scheduler|domain))/,
  },
  {
    name: "the-memory-knows-only-the-words",
    instead: "packages/db stores and asks; deciding belongs to a verb of the server",
    from: /^packages\/db\//,
    to: /^(apps|packages\/(?!db|domain))/,
  },
  {
    name: "the-simulator-stays-in-tests",
    instead: "only tests may know the simulated Discord; the product meets it by its address",
    from: /^(apps|packages\/(?!discord-sim))/,
    notFrom: tests,
    to: /^packages\/discord-sim/,
  },
  {
    name: "the-simulator-knows-nobody",
    instead: "a Discord that knew our code would forgive it",
    from: /^packages\/discord-sim\//,
    to: /^(apps|packages\/(?!discord-sim))/,
  },
  {
    name: "clients-see-the-server-as-a-type",
    instead: "bot and pages import the router's type and nothing else of the server",
    from: /^apps\/(bot|web)\//,
    notFrom: tests,
    to: /^apps\/server/,
    typesAllowed: true,
  },
  {
    name: "clients-do-not-remember",
    instead: "bot and pages have no database and no scheduler: ask the server",
    from: /^apps\/(bot|web)\//,
    notFrom: tests,
    to: /^packages\/(db|scheduler)/,
  },
  {
    name: "verbs-do-not-know-trpc",
    instead: "a verb takes (ctx, input) and throws refusals; gates, schemas and transport belong to its router",
    from: /^apps\/server\/src\/[^/]+\//,
    notFrom: new RegExp(`/([a-z-]*router|[a-z-]*routes)\\.ts$|${tests.source}`),
    to: /^(@trpc\/|express$|apps\/server\/src\/trpc\.ts$)/,
    typesAllowed: true,
  },
  {
    name: "pages-compose-features-do-not",
    instead: "one feature of the web app does not import another: the page that shows both hands things over",
    from: /^apps\/web\/src\/features\/([^/]+)\//,
    to: /^apps\/web\/src\/features\//,
    except: ([, feature]) => `apps/web/src/features/${feature}/`,
  },
  {
    name: "parts-do-not-know-features",
    instead: "src/ui and src/dates could ship in another product: hand them values",
    from: /^apps\/web\/src\/(ui|dates)\//,
    to: /^apps\/web\/src\/(app|pages|features)\//,
  },
  {
    name: "features-do-not-know-pages",
    instead: "a page composes features, not the other way round",
    from: /^apps\/web\/src\/features\//,
    to: /^apps\/web\/src\/pages\//,
  },
  {
    name: "only-the-bot-speaks-discord",
    instead: "the core answers with data in the words of the course; what that means on Discord belongs to apps/bot",
    from: /^(apps\/(server|web)|packages\/(domain|db|scheduler|reconcile))\//,
    notFrom: tests,
    to: /^(discord\.js|discord-api-types|@discordjs\/)/,
  },
  {
    name: "commands-ask-the-server",
    instead:
      "a command is a client like any page: it asks the server and shows the answer, the sync is the round's work",
    from: /^apps\/bot\/src\/commands\//,
    notFrom: tests,
    to: /^apps\/bot\/src\/(kinds\/|(converge|desired|observe|drift|survey|loop)\.ts$)/,
  },
  {
    name: "converge-speaks-no-discord",
    instead: "converge.ts is the round itself: Discord's words live in kinds/ and rest.ts",
    from: /^apps\/bot\/src\/converge\.ts$/,
    to: /^(discord\.js|discord-api-types|@discordjs\/)/,
  },
];

export interface Violation {
  rule: string;
  sentence: string;
}

/** Every import that runs uphill, and every circle of files that need one another at run time. */
export function violations(imports: readonly Import[], rules: readonly Direction[] = directions): Violation[] {
  const uphill = imports.flatMap((one) =>
    rules
      .filter((rule) => breaks(one, rule))
      .map(({ name, instead }) => ({ rule: name, sentence: `${one.from}:${one.line} imports ${one.to}: ${instead}` })),
  );
  return [...uphill, ...circles(imports)];
}

function breaks({ from, to, typeOnly }: Import, rule: Direction): boolean {
  const match = rule.from.exec(from);
  if (!match || rule.notFrom?.test(from) || !rule.to.test(to)) return false;
  if (typeOnly && rule.typesAllowed) return false;
  return !(rule.except && to.startsWith(rule.except(match)));
}

function circles(imports: readonly Import[]): Violation[] {
  const edges = Map.groupBy(
    imports.filter(({ typeOnly, to }) => !typeOnly && /^(apps|packages|scripts)\//.test(to)),
    ({ from }) => from,
  );
  const finished = new Set<string>();
  const found: Violation[] = [];
  const walk = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      const circle = [...trail.slice(trail.indexOf(file)), file];
      found.push({
        rule: "no-circles",
        sentence: `${circle.join(" → ")}: files that need each other are one idea, or hide a third; put what both need below them`,
      });
      return;
    }
    if (finished.has(file)) return;
    for (const { to } of edges.get(file) ?? []) walk(to, [...trail, file]);
    finished.add(file);
  };
  for (const file of edges.keys()) walk(file, []);
  return found;
}
