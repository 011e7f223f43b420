import { expect, test } from "vitest";
import { standsInTheWay, troubleHelp } from "./trouble-words.ts";

const trouble = { code: "50013", message: "Missing Permissions" };

test("only what needs a person asks for a person; a passing trouble names its wait [SY-5]", () => {
  expect(troubleHelp({ ...trouble, class: "needs_person" })).toContain("then retry");
  expect(troubleHelp({ ...trouble, class: "passing" })).toBe("It is tried again by itself.");
  expect(troubleHelp({ ...trouble, class: "passing", retryAfterMs: 31_200 })).toContain("in 32 s");
  expect(troubleHelp({ ...trouble, class: "ours" })).toContain("does not help");
  expect(troubleHelp(null)).toBe("It is tried again by itself.");
});

test("nothing can be created without the bot, its permissions, a plan and room on Discord [PL-3]", () => {
  const bot = { connected: true, missingPermissions: [] };
  const plan = { state: "ready" as const, problems: [], limits: [{ ok: true }] };
  expect(standsInTheWay({ bot, plan })).toBeNull();
  expect(standsInTheWay({ bot: { ...bot, connected: false }, plan })).toBe("the bot is not connected");
  expect(standsInTheWay({ bot: { ...bot, missingPermissions: ["MANAGE_ROLES"] }, plan })).toContain("permissions");
  expect(standsInTheWay({ bot, plan: null })).toBe("the plan is being made");
  expect(standsInTheWay({ bot, plan: { state: "failed", problems: [], limits: [] } })).toBe(
    "the plan could not be made",
  );
  expect(standsInTheWay({ bot, plan: { ...plan, limits: [{ ok: false }] } })).toContain("limit");
  const mended = { ...plan, problems: ["The bot lacks the permission Manage Roles."] };
  expect(standsInTheWay({ bot, plan: mended })).toBe("this plan found something in the way, so plan again");
});
