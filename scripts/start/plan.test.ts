import { expect, test } from "vitest";
import { CannotStart, planFrom } from "./plan.ts";

const plan = (environment: Record<string, string>, ...args: string[]) =>
  planFrom(environment, { root: "/muster", args });

test("with nothing set it is a rehearsal on this machine, with everything of its own", () => {
  expect(plan({})).toEqual({
    home: "/muster/.muster",
    host: "127.0.0.1",
    port: 3_000,
    appUrl: "http://127.0.0.1:3000",
    databaseUrl: null,
    rehearsal: true,
    simulator: true,
    bot: true,
    simulatorPort: 4_500,
    dev: false,
  });
});

test("any Discord variable, or an address others can reach, ends the rehearsal", () => {
  expect(plan({ DISCORD_CLIENT_ID: "1" }).rehearsal).toBe(false);
  expect(plan({ HOST: "0.0.0.0" }).rehearsal).toBe(false);
  expect(plan({ APP_URL: "https://muster.example.org" }).rehearsal).toBe(false);
  expect(plan({ DISCORD_CLIENT_ID: " " }).rehearsal).toBe(true);
  expect(plan({ DISCORD_SIM_PORT: "4700" })).toMatchObject({ rehearsal: true, simulatorPort: 4_700 });
});

test("DEMO_MODE=1 is a rehearsal wherever it is, with a simulated Discord unless a bot token names another", () => {
  expect(plan({ DEMO_MODE: "1", HOST: "0.0.0.0" })).toMatchObject({ rehearsal: true, simulator: true, bot: true });
  expect(plan({ DEMO_MODE: "1", DISCORD_BOT_TOKEN: "t" })).toMatchObject({
    rehearsal: true,
    simulator: false,
    bot: true,
  });
});

test("sign-in and bot work without each other", () => {
  expect(plan({ DISCORD_CLIENT_ID: "1", DISCORD_CLIENT_SECRET: "s" })).toMatchObject({ bot: false, simulator: false });
  expect(plan({ DISCORD_BOT_TOKEN: "t" })).toMatchObject({ rehearsal: false, bot: true, simulator: false });
});

test("a port that is none and an address that is none are one sentence each", () => {
  expect(() => plan({ PORT: "many" })).toThrow(new CannotStart('PORT is "many"; it must be a number from 1 to 65535.'));
  expect(() => plan({ PORT: "70000" })).toThrow(CannotStart);
  expect(() => plan({ APP_URL: "muster" })).toThrow('APP_URL is "muster"');
});
