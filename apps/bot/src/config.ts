import { fileURLToPath } from "node:url";
import { z } from "zod";

export interface Config {
  discordToken: string;
  /** `https://discord.com/api`, or any Discord-compatible server. */
  discordApiUrl: string;
  /** The guild this installation serves; without it the only one the bot is in. */
  guildId: string | undefined;
  /** Where the server's procedures are, `…/trpc`. */
  serverUrl: string;
  /** The secret shared with the server. */
  serviceToken: string;
  /** Where this installation keeps what must outlive a process. */
  home: string;
  logLevel: string;
  /** Started by another process of ours: end when its pipe closes. */
  child: boolean;
}

/** Every problem of the environment at once, each a sentence that names its variable (OP-5). */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    const many = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    super(`The bot's configuration has ${many}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an address such as ${example}` })
    .transform((text) => text.replace(/\/+$/, ""));

const environment = z.object({
  DISCORD_BOT_TOKEN: z
    .string({ error: "is missing: the bot's token from Discord's developer portal" })
    .trim()
    .min(8, { error: "is too short to be a bot token" }),
  DISCORD_API_URL: address("https://discord.com/api").default("https://discord.com/api"),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,20}$/, { error: "must be the server's id (15 to 20 digits)" })
    .optional(),
  SERVER_URL: address("http://127.0.0.1:3000").default("http://127.0.0.1:3000"),
  SERVICE_TOKEN: z.string({ error: "is missing: the secret shared by server and bot" }).regex(/^[\x21-\x7e]{32,}$/, {
    error: "must be at least 32 letters without blanks, such as the output of: openssl rand -hex 32",
  }),
  MUSTER_HOME: z.string().default(fileURLToPath(new URL("../../../.muster", import.meta.url))),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], {
      error: "must be trace, debug, info, warn, error or silent",
    })
    .default("info"),
  MUSTER_CHILD: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
});

export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is an unset one: that is how people switch things off in an env file.
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = environment.safeParse(given);
  if (!read.success)
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`));
  const env = read.data;
  return {
    discordToken: env.DISCORD_BOT_TOKEN,
    discordApiUrl: env.DISCORD_API_URL,
    guildId: env.DISCORD_GUILD_ID,
    serverUrl: `${env.SERVER_URL}/trpc`,
    serviceToken: env.SERVICE_TOKEN,
    home: env.MUSTER_HOME,
    logLevel: env.LOG_LEVEL,
    child: env.MUSTER_CHILD === "1",
  };
}

/** The one place that reads the environment. */
export const configFromEnvironment = (): Config => readConfig(process.env);
