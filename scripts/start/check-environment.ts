import { ConfigError, readConfig } from "../../apps/server/src/config.ts";
import { CannotStart, isPort, type Environment } from "./plan.ts";

/** What a start makes by itself where nobody names it. */
const OURS = { DATABASE_URL: "postgres://127.0.0.1/muster", SERVICE_TOKEN: "x".repeat(32) };

/** Every problem of the environment at once, as the server reads it, before anything is begun. Throws CannotStart (OP-5). */
export function checkEnvironment(environment: Environment): void {
  const isGiven = (name: string): boolean => Boolean(environment[name]?.trim());
  const made = Object.entries(OURS).filter(([name]) => !isGiven(name) && !isGiven(`${name}_FILE`));
  const problems = problemsOf({ ...environment, ...Object.fromEntries(made) });
  const simulatorPort = environment["DISCORD_SIM_PORT"];
  if (isGiven("DISCORD_SIM_PORT") && !isPort(Number(simulatorPort)))
    problems.push("DISCORD_SIM_PORT must be a number from 1 to 65535");
  if (problems.length > 0) throw new CannotStart(new ConfigError(problems).message);
}

function problemsOf(environment: Environment): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
}
