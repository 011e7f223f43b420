import { readFileSync } from "node:fs";
import type { SimOptions } from "./sim.ts";

/** The machine's own clock, for whoever hands in no other. */
export const wallClock = (): number => Date.now();

type Environment = Record<string, string | undefined>;

/** What the environment asks for; every problem is named at once. */
export function readConfig(env: Environment): SimOptions & { port: number; child: boolean } {
  const problems: string[] = [];
  const port = Number(env["DISCORD_SIM_PORT"] ?? 4500);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push("DISCORD_SIM_PORT must be a port number.");
  const clientId = env["DISCORD_CLIENT_ID"] || undefined;
  if (clientId && !/^\d{15,20}$/.test(clientId))
    problems.push("DISCORD_CLIENT_ID must be a Discord id: 15 to 20 digits.");
  const seed = env["DISCORD_SIM_SEED"] || undefined;
  let guild: object = {};
  if (seed) {
    try {
      guild = JSON.parse(readFileSync(seed, "utf8")) as object;
    } catch (error) {
      problems.push(`DISCORD_SIM_SEED names ${seed}, which cannot be read: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const optional = {
    token: env["DISCORD_BOT_TOKEN"],
    clientId,
    clientSecret: env["DISCORD_CLIENT_SECRET"],
    contractPath: env["DISCORD_OPENAPI"],
    host: env["DISCORD_SIM_HOST"],
  };
  return {
    port,
    guild,
    journalDirectory: env["DISCORD_SIM_DATA"] || ".muster/discord",
    child: env["MUSTER_CHILD"] === "1",
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)),
    ...(env["DISCORD_REDIRECT_URIS"] && { redirectUris: env["DISCORD_REDIRECT_URIS"].split(",") }),
  };
}
