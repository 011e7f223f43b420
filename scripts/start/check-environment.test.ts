import { expect, test } from "vitest";
import { checkEnvironment } from "./check-environment.ts";

test("everything that is wrong with the environment is said at once, each with its name", () => {
  const wrong = {
    PORT: "many",
    APP_URL: "muster",
    DATABASE_URL: "mysql://127.0.0.1/muster",
    DISCORD_CLIENT_ID: "157332350729348710",
    DISCORD_SIM_PORT: "0",
    LOG_LEVEL: "loud",
  };
  expect(() => checkEnvironment(wrong)).toThrow(
    `The configuration has 6 problems:
  - PORT must be a number
  - APP_URL must be an address such as https://muster.example.org
  - DATABASE_URL must be written as postgres://user:password@host:5432/database
  - LOG_LEVEL must be trace, debug, info, warn, error or silent
  - DISCORD_CLIENT_SECRET is missing: signing in with Discord needs it beside DISCORD_CLIENT_ID
  - DISCORD_SIM_PORT must be a number from 1 to 65535`,
  );
});

test("what a start makes by itself may be missing, and empty counts as missing", () => {
  expect(() => checkEnvironment({})).not.toThrow();
  expect(() => checkEnvironment({ DATABASE_URL: " ", SERVICE_TOKEN: "", DISCORD_SIM_PORT: "" })).not.toThrow();
  expect(() => checkEnvironment({ SERVICE_TOKEN: "short" })).toThrow("SERVICE_TOKEN must be at least 32 letters");
});
