import { pino, type Logger } from "pino";
import type { Config } from "./config.ts";

const SECRET = [
  "authorization",
  "cookie",
  "set-cookie",
  "token",
  "secret",
  "email",
  "code",
  "state",
  "verifier",
  "password",
  "databaseUrl",
  "clientSecret",
];
const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.headers["${name}"]`].map(bracketed));

/** One JSON line each; secrets and addresses never get in, bodies are never logged (reliability 5.7). */
export const createLog = (
  { logLevel }: Pick<Config, "logLevel">,
  { version }: { version: string },
  to?: { write: (line: string) => void },
): Logger =>
  pino(
    {
      level: logLevel,
      base: { svc: "server", ver: version },
      redact: { paths, censor: "[hidden]" },
      serializers: { err: errorWithoutSecrets },
    },
    ...(to ? [to] : []),
  );

/** A database error carries the statement and its values, which are people's data: only what helps is kept. */
function errorWithoutSecrets(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: withoutStatement(error.message),
    ...(code === undefined ? {} : { kind: code }),
    ...(constraint === undefined ? {} : { constraint }),
    stack: withoutStatement(error.stack ?? ""),
    ...(error.cause instanceof Error ? { cause: errorWithoutSecrets(error.cause) } : {}),
  };
}

/** The ORM writes `statement - reason`, PostgreSQL may add the offending values. */
const withoutStatement = (text: string): string =>
  text
    .replace(/((?:select|insert|update|delete)\b[\s\S]{0,4000}?) - (?=[a-z"])/i, "")
    .replace(/postgres(?:ql)?:\/\/\S+/g, "postgres://[hidden]");

function bracketed(path: string): string {
  return path.replace(/(^|\.)set-cookie$/, (_, dot: string) => (dot ? '["set-cookie"]' : '["set-cookie"]'));
}
