import { describe, expect, it } from "vitest";
import { ConfigError, readConfig, type Environment } from "./config.ts";

const least = { DATABASE_URL: "postgres://muster@127.0.0.1:5432/muster", SERVICE_TOKEN: "s".repeat(32) };
const noFile = (path: string): string => {
  throw new Error(`no ${path}`);
};
const read = (more: Environment = {}, readFile = noFile) => readConfig({ ...least, ...more }, readFile);

function problemsOf(environment: Environment, readFile = noFile): readonly string[] {
  try {
    readConfig(environment, readFile);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the environment", () => {
  it("with several problems names every one of them at once [OP-5]", () => {
    const problems = problemsOf({
      PORT: "none",
      APP_URL: "muster",
      DATABASE_URL: "mysql://x",
      SERVICE_TOKEN: "short",
      DISCORD_CLIENT_ID: "abc",
      DISCORD_INVITE_URL: "https://discord.com/channels/1/2",
      ORGANISER_DISCORD_IDS: "me",
      DEMO_MODE: "yes",
      LOG_LEVEL: "loud",
    });
    const named = [
      "PORT",
      "APP_URL",
      "DATABASE_URL",
      "SERVICE_TOKEN",
      "DISCORD_CLIENT_ID",
      "DISCORD_INVITE_URL",
      "ORGANISER_DISCORD_IDS",
      "DEMO_MODE",
      "LOG_LEVEL",
      "DISCORD_CLIENT_SECRET",
    ];
    expect(new Set(problems.map((problem) => problem.split(" ")[0]))).toEqual(new Set(named));
  });

  it("names where newcomers enter the Discord server: an invitation, in a rehearsal the simulated one's", () => {
    for (const url of ["https://discord.gg/muster", "https://discord.com/invite/AbC-12"])
      expect(read({ DISCORD_INVITE_URL: url }).discordInviteUrl).toBe(url);
    for (const url of ["http://discord.gg/muster", "https://evil.example/discord.gg/x", "https://discord.gg/a?x=1"])
      expect(problemsOf({ ...least, DISCORD_INVITE_URL: url })[0]).toContain(
        "DISCORD_INVITE_URL must be an invitation",
      );
    expect(read({ SIMULATOR_URL: "http://127.0.0.1:4500" }).discordInviteUrl).toBe("http://127.0.0.1:4500/invite");
    expect(read().discordInviteUrl).toBeNull();
  });

  it("that is empty says what is missing, in sentences", () => {
    expect(problemsOf({})).toEqual([
      "DATABASE_URL is missing: where is PostgreSQL? Such as postgres://muster:secret@127.0.0.1:5432/muster",
      "SERVICE_TOKEN is missing: the secret shared by server and bot",
    ]);
    expect(problemsOf({ ...least, SERVICE_TOKEN: "   " })).toHaveLength(1);
  });

  it("never repeats a secret in its problems", () => {
    expect(problemsOf({ ...least, SERVICE_TOKEN: "hunter2" }).join()).not.toContain("hunter2");
  });

  it("with half of the sign-in pair is refused, naming the other half", () => {
    expect(problemsOf({ ...least, DISCORD_CLIENT_ID: "123456789012345678" })[0]).toContain(
      "DISCORD_CLIENT_SECRET is missing",
    );
    expect(problemsOf({ ...least, DISCORD_CLIENT_SECRET: "long enough" })[0]).toContain("DISCORD_CLIENT_ID is missing");
  });

  it("with sign-in alone or a bot alone is accepted: each works without the other", () => {
    expect(
      read({ DISCORD_CLIENT_ID: "123456789012345678", DISCORD_CLIENT_SECRET: "long enough" }).discordSignIn,
    ).not.toBeNull();
    expect(read({ DISCORD_BOT_TOKEN: "long enough" }).discordSignIn).toBeNull();
  });

  it.each([
    ["nothing of Discord, on loopback", {}, true],
    ["an address others can reach", { HOST: "0.0.0.0" }, false],
    ["a public name before loopback", { APP_URL: "https://muster.example.org" }, false],
    ["anything of Discord", { DISCORD_API_URL: "http://127.0.0.1:4500/api" }, false],
    ["an organiser's id, which is none of Discord's variables", { ORGANISER_DISCORD_IDS: "123456789012345678" }, true],
    ["DEMO_MODE in the open", { HOST: "0.0.0.0", DISCORD_BOT_TOKEN: "long enough", DEMO_MODE: "1" }, true],
    ["DEMO_MODE=0 on loopback", { DEMO_MODE: "0" }, true],
    ["localhost by name", { HOST: "localhost" }, true],
    ["IPv6 loopback", { HOST: "::1" }, true],
    ["a host that only begins like loopback", { HOST: "127.0.0.1.evil.example" }, false],
  ] satisfies [string, Environment, boolean][])("with %s decides whether it is a rehearsal", (_, more, rehearsal) => {
    expect(read(more).rehearsal).toBe(rehearsal);
  });

  it("takes a secret from a file, and refuses one given twice or not readable", () => {
    const files = (path: string) => (path === "/run/token" ? "f".repeat(40) : noFile(path));
    const { SERVICE_TOKEN: _inEnvironment, ...without } = least;
    expect(readConfig({ ...without, SERVICE_TOKEN_FILE: "/run/token" }, files).serviceTokens).toEqual(["f".repeat(40)]);
    expect(problemsOf({ ...least, SERVICE_TOKEN_FILE: "/run/token" }, files)).toEqual([
      "SERVICE_TOKEN and SERVICE_TOKEN_FILE are both set; keep one of them",
    ]);
    expect(problemsOf({ ...least, DISCORD_CLIENT_SECRET_FILE: "/none" })[0]).toContain("cannot be read: /none");
  });

  it("while the token is changed knows the new one and the one before", () => {
    expect(read({ SERVICE_TOKEN_PREVIOUS: "p".repeat(32) }).serviceTokens).toEqual(["s".repeat(32), "p".repeat(32)]);
  });

  it("believes the origin of its own address, by both names of loopback", () => {
    expect([...read({ PORT: "3100" }).origins]).toContain("http://localhost:3100");
    expect([...read({ APP_URL: "https://muster.example.org/" }).origins]).toEqual(["https://muster.example.org"]);
  });
});
