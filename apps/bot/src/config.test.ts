import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const SERVICE_TOKEN = "s".repeat(32);

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("every problem is said at once, each naming its variable [OP-5]", () => {
  const wrong = { DISCORD_GUILD_ID: "mine", SERVER_URL: "nowhere", SERVICE_TOKEN: "hush-hush", LOG_LEVEL: "loud" };
  const problems = problemsOf(() => readConfig(wrong));
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
    "DISCORD_BOT_TOKEN",
    "DISCORD_GUILD_ID",
    "SERVER_URL",
    "SERVICE_TOKEN",
    "LOG_LEVEL",
  ]);
  expect(problems.join()).not.toContain("hush-hush");
});

test("a Discord-compatible server may stand in, and what is empty is unset", () => {
  const config = readConfig({
    DISCORD_BOT_TOKEN: "token-token",
    DISCORD_API_URL: "http://127.0.0.1:4500/api/",
    DISCORD_GUILD_ID: "",
    SERVICE_TOKEN,
  });
  expect(config).toMatchObject({
    discordApiUrl: "http://127.0.0.1:4500/api",
    guildId: undefined,
    serverUrl: "http://127.0.0.1:3000/trpc",
    child: false,
  });
});
