import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Discord sign-in, present only when both halves of its pair are. */
export interface DiscordSignIn {
  clientId: string;
  clientSecret: string;
}

export interface Config {
  host: string;
  /** 0 asks the system for a free one. */
  port: number;
  /** Where people find Muster, without a slash at the end. */
  appUrl: string;
  /** Origins that mutations are accepted from. */
  origins: ReadonlySet<string>;
  databaseUrl: string;
  /** Valid tokens of the bot: the present one and, while it is being changed, the one before. */
  serviceTokens: readonly string[];
  discordSignIn: DiscordSignIn | null;
  /** `https://discord.com/api`, or any Discord-compatible server. */
  discordApiUrl: string;
  /** Where newcomers enter the Discord server; in a rehearsal the simulated one's own page. Null: the organiser hands it out. */
  discordInviteUrl: string | null;
  /** The guild this installation serves; without it the only one the bot is in (C38). */
  discordGuildId: string | null;
  organiserDiscordIds: ReadonlySet<string>;
  /** Discord ids whose access to channels is never taken away. */
  protectedDiscordIds: readonly string[];
  /** Personas instead of accounts: nothing of Discord is configured and only this machine can reach us, or DEMO_MODE=1. */
  rehearsal: boolean;
  /** The simulated Discord's own page, for a link. */
  simulatorUrl: string | null;
  /** The built web app. */
  webRoot: string;
  /** Proxies in front of us whose X-Forwarded-For is believed. */
  trustProxy: number;
  schedulerThreads: number;
  poolSize: number;
  /** A folder in place of a mailer. */
  mailOutbox: string;
  /** No promotion so long after an interrupted or ambiguous round: longer than the latest late write. */
  settleWindowMs: number;
  /** How long a bot that falls silent keeps the right to act. */
  leaseSeconds: number;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  /** Started by another process of ours: end when its pipe closes. */
  child: boolean;
}

/** Every problem of the environment at once, each a sentence that names its variable (OP-5). */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

const url = (what: string, protocols: RegExp) =>
  z.url({ protocol: protocols, error: `must be ${what}` }).transform((text) => text.replace(/\/+$/, ""));
const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: "must be a number" })
    .int({ error: "must be a whole number" })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` });
const flag = z.enum(["0", "1"], { error: "must be 0 or 1" }).transform((text) => text === "1");
const snowflakes = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((ids) => ids.every((id) => /^\d{15,20}$/.test(id)), {
    error: "must be Discord ids (15 to 20 digits), separated by commas",
  });
const token = z.string().regex(/^[\x21-\x7e]{32,}$/, {
  error: "must be at least 32 letters without blanks, such as the output of: openssl rand -hex 32",
});

const WEB_ROOT = fileURLToPath(new URL("../../web/dist", import.meta.url));

const MAIL_OUTBOX = fileURLToPath(new URL("../../../.muster/outbox", import.meta.url));

const environmentSchema = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: whole(0, 65_535).default(3_000),
  APP_URL: url("an address such as https://muster.example.org", /^https?$/).optional(),
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  DATABASE_URL: z
    .string({ error: "is missing: where is PostgreSQL? Such as postgres://muster:secret@127.0.0.1:5432/muster" })
    .regex(/^postgres(ql)?:\/\/\S+$/, { error: "must be written as postgres://user:password@host:5432/database" }),
  SERVICE_TOKEN: z.string({ error: "is missing: the secret shared by server and bot" }).pipe(token),
  SERVICE_TOKEN_PREVIOUS: token.optional(),
  DISCORD_CLIENT_ID: z
    .string()
    .regex(/^\d{15,20}$/, { error: "must be the application's id (15 to 20 digits)" })
    .optional(),
  DISCORD_CLIENT_SECRET: z.string().min(8, { error: "is too short to be a client secret" }).optional(),
  DISCORD_BOT_TOKEN: z.string().min(8, { error: "is too short to be a bot token" }).optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,20}$/, { error: "must be the server's id (15 to 20 digits)" })
    .optional(),
  DISCORD_INVITE_URL: z
    .string()
    .trim()
    .regex(/^https:\/\/(discord\.gg|discord\.com\/invite)\/[\w-]{2,32}$/, {
      error: "must be an invitation such as https://discord.gg/abcdef",
    })
    .optional(),
  DISCORD_API_URL: url("an address such as https://discord.com/api", /^https?$/).default("https://discord.com/api"),
  DISCORD_PROTECTED_IDS: snowflakes.default([]),
  ORGANISER_DISCORD_IDS: snowflakes.default([]),
  DEMO_MODE: flag.default(false),
  SIMULATOR_URL: url("an address such as http://127.0.0.1:4500", /^https?$/).optional(),
  WEB_ROOT: z.string().default(WEB_ROOT),
  TRUST_PROXY: whole(0, 10).default(0),
  SCHEDULER_THREADS: whole(1, 64).default(2),
  DATABASE_POOL: whole(2, 200).default(10),
  MAIL_OUTBOX: z.string().default(MAIL_OUTBOX),
  SETTLE_SECONDS: whole(0, 600).default(60),
  BOT_LEASE_SECONDS: whole(2, 300).default(30),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], {
      error: "must be trace, debug, info, warn, error or silent",
    })
    .default("info"),
  MUSTER_CHILD: flag.default(false),
});

/** Variables that may be given as a file's path under `<NAME>_FILE`, as container platforms hand out secrets. */
const SECRETS = [
  "DATABASE_URL",
  "SERVICE_TOKEN",
  "SERVICE_TOKEN_PREVIOUS",
  "DISCORD_CLIENT_SECRET",
  "DISCORD_BOT_TOKEN",
] as const;

const readText = (path: string): string => readFileSync(path, "utf8").trim();

/** Reads the environment once, as a value. Throws ConfigError with all problems; an empty variable counts as absent. */
export function readConfig(environment: Environment, readFile: (path: string) => string = readText): Config {
  const problems: string[] = [];
  const given = withSecretFiles(environment, readFile, problems);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  problems.push(...pairProblems(given));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return configOf(parsed.data, given);
}

function withSecretFiles(
  environment: Environment,
  readFile: (path: string) => string,
  problems: string[],
): Environment {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  for (const name of SECRETS) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set; keep one of them`);
    try {
      given[name] = readFile(path);
    } catch {
      problems.push(`${name}_FILE names a file that cannot be read: ${path}`);
    }
  }
  return given;
}

/** Sign-in needs both of its variables. The bot's token stands alone: each way works without the other. */
function pairProblems(given: Environment): string[] {
  const [id, secret] = [given["DISCORD_CLIENT_ID"], given["DISCORD_CLIENT_SECRET"]];
  if (id && !secret)
    return ["DISCORD_CLIENT_SECRET is missing: signing in with Discord needs it beside DISCORD_CLIENT_ID"];
  if (secret && !id)
    return ["DISCORD_CLIENT_ID is missing: signing in with Discord needs it beside DISCORD_CLIENT_SECRET"];
  return [];
}

function configOf(env: z.output<typeof environmentSchema>, given: Environment): Config {
  const appUrl = env.APP_URL ?? `http://${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST}:${env.PORT}`;
  const discordIsConfigured = Object.keys(given).some((name) => name.startsWith("DISCORD_"));
  const simulatorUrl = env.SIMULATOR_URL ?? null;
  const onlyThisMachine = isLoopback(env.HOST) && isLoopback(new URL(appUrl).hostname);
  return {
    host: env.HOST,
    port: env.PORT,
    appUrl,
    origins: new Set([...originsOf(appUrl), ...env.ALLOWED_ORIGINS]),
    databaseUrl: env.DATABASE_URL,
    serviceTokens: [env.SERVICE_TOKEN, ...(env.SERVICE_TOKEN_PREVIOUS ? [env.SERVICE_TOKEN_PREVIOUS] : [])],
    discordSignIn:
      env.DISCORD_CLIENT_ID && env.DISCORD_CLIENT_SECRET
        ? { clientId: env.DISCORD_CLIENT_ID, clientSecret: env.DISCORD_CLIENT_SECRET }
        : null,
    discordApiUrl: env.DISCORD_API_URL,
    discordInviteUrl: env.DISCORD_INVITE_URL ?? (simulatorUrl && `${simulatorUrl}/invite`),
    discordGuildId: env.DISCORD_GUILD_ID ?? null,
    organiserDiscordIds: new Set(env.ORGANISER_DISCORD_IDS),
    protectedDiscordIds: env.DISCORD_PROTECTED_IDS,
    rehearsal: env.DEMO_MODE || (!discordIsConfigured && onlyThisMachine),
    simulatorUrl,
    webRoot: env.WEB_ROOT,
    trustProxy: env.TRUST_PROXY,
    schedulerThreads: env.SCHEDULER_THREADS,
    poolSize: env.DATABASE_POOL,
    mailOutbox: env.MAIL_OUTBOX,
    settleWindowMs: env.SETTLE_SECONDS * 1_000,
    leaseSeconds: env.BOT_LEASE_SECONDS,
    logLevel: env.LOG_LEVEL,
    child: env.MUSTER_CHILD,
  };
}

/** On loopback both of its names are the same machine, and people type either. */
function originsOf(appUrl: string): string[] {
  const { origin, protocol, hostname, port } = new URL(appUrl);
  if (!isLoopback(hostname)) return [origin];
  return [
    origin,
    ...["127.0.0.1", "localhost", "[::1]"].map((name) => `${protocol}//${name}${port ? `:${port}` : ""}`),
  ];
}

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
