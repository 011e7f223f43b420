import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readInstance } from "../src/instance-file.ts";
import { type Problem } from "../src/problem.ts";
import { familyCohort, FAMILY_NAMES } from "../testing/families.ts";

export interface Instance {
  name: string;
  problem: Problem;
  /** The best quality there is, where it is known beforehand. */
  optimum: number | null;
}

const SHARED = new URL("../../../../shared/bench/instances/", import.meta.url).pathname;
/** `peer-100#3`: the third random cohort of a hundred peers. */
const RANDOM = /^([a-z0-9]+)-(\d+)#(\d+)$/;

/**
 * The shared instances where present, smallest first; else a few of our own. Of these the ones wanted by a part of their
 * name, if any are; a name such as `peer-100#3` is made up on the spot.
 */
export function readInstances(wanted: readonly string[]): Instance[] {
  const random = wanted.flatMap(randomInstance);
  const parts = wanted.filter((name) => !RANDOM.test(name));
  const all = existsSync(join(SHARED, "optimum.json")) ? sharedInstances() : ownInstances();
  const some = parts.length > 0 ? all.filter(({ name }) => parts.some((part) => name.includes(part))) : [];
  const chosen = wanted.length === 0 ? all : [...some, ...random];
  return chosen.toSorted((a, b) => a.problem.people.length - b.problem.people.length || (a.name < b.name ? -1 : 1));
}

function sharedInstances(): Instance[] {
  const optima = JSON.parse(readFileSync(join(SHARED, "optimum.json"), "utf8")) as Record<string, { optimum: number }>;
  return readdirSync(SHARED)
    .filter((file) => file.endsWith(".json") && file !== "optimum.json")
    .map((file) => {
      const name = file.replace(/\.json$/, "");
      const optimum = optima[name]?.optimum;
      return {
        name,
        problem: readInstance(readFileSync(join(SHARED, file), "utf8")),
        optimum: optimum === undefined ? null : Math.round(optimum * 10) / 10,
      };
    });
}

const ownInstances = (): Instance[] =>
  ["world-30#1", ...FAMILY_NAMES.map((name) => `${name}-100#1`), "world-300#1", "sparse-300#1", "world-1000#1"].flatMap(
    randomInstance,
  );

function randomInstance(name: string): Instance[] {
  const [, wanted, people, seed] = RANDOM.exec(name) ?? [];
  const family = FAMILY_NAMES.find((one) => one === wanted);
  if (!family) return [];
  return [{ name, problem: familyCohort(family, { people: Number(people), seed: Number(seed) }), optimum: null }];
}
