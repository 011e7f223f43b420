import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { worldCohort } from "../testing/cohorts.ts";
import { readInstance } from "../src/instance-file.ts";
import { type Problem } from "../src/problem.ts";

export interface Instance {
  name: string;
  problem: Problem;
  /** The best quality there is, where it is known beforehand. */
  optimum: number | null;
}

const SHARED = new URL("../../../../shared/bench/instances/", import.meta.url).pathname;

/** The shared instances where present, smallest first; else a few of our own. */
export function readInstances(wanted: readonly string[]): Instance[] {
  const all = existsSync(join(SHARED, "optimum.json")) ? sharedInstances() : ownInstances();
  const chosen = wanted.length === 0 ? all : all.filter(({ name }) => wanted.some((part) => name.includes(part)));
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
  [40, 100, 300].map((people) => ({ name: `own-${people}`, problem: worldCohort(people, 1), optimum: null }));
