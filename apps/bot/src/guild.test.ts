import { expect, test } from "vitest";
import { whichGuild } from "./guild.ts";

const known = (...guilds: string[]) => ({ botId: "1", guilds });
const codeOf = (answer: ReturnType<typeof whichGuild>) => ("id" in answer ? answer.id : answer.trouble.code);

test("the configured guild, else the only one, else none [C38, R4, R3]", () => {
  expect(codeOf(whichGuild({ configured: "7", known: known("5", "7") }))).toBe("7");
  expect(codeOf(whichGuild({ configured: undefined, known: known("5") }))).toBe("5");
  expect(codeOf(whichGuild({ configured: undefined, known: known("5", "7") }))).toBe("no_guild");
  expect(codeOf(whichGuild({ configured: undefined, known: known() }))).toBe("no_guild");
  expect(codeOf(whichGuild({ configured: "9", known: known("5") }))).toBe("no_guild");
  expect(codeOf(whichGuild({ configured: "9", known: undefined }))).toBe("bot_unavailable");
});
