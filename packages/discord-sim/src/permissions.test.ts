import { expect, test } from "vitest";
import type { Overwrite } from "./guild.ts";
import { ALL, bitsOf, everyoneCanView, namesOf, permissionsIn, type Ranks } from "./permissions.ts";

const role = (id: string, permissions: string[]) => ({
  id,
  name: id,
  permissions: String(bitsOf(permissions)),
  position: 0,
  managed: false,
});
const member = (id: string, roles: string[] = []) => ({ id, roles, joined_at: "", nick: null });
const ranks: Ranks = {
  guild: { id: "1", name: "", owner_id: "10", bot_id: "12", bot_role_id: "3", bot_present: true },
  roles: new Map(
    [role("1", ["VIEW_CHANNEL", "SEND_MESSAGES"]), role("2", ["CONNECT"]), role("4", ["ADMINISTRATOR"])].map((r) => [
      r.id,
      r,
    ]),
  ),
  members: new Map([member("10"), member("11", ["2"]), member("12", ["4"]), member("13")].map((m) => [m.id, m])),
};
const over = (
  id: string,
  type: 0 | 1,
  { allow = [], deny = [] }: { allow?: string[]; deny?: string[] },
): Overwrite => ({
  id,
  type,
  allow: String(bitsOf(allow)),
  deny: String(bitsOf(deny)),
});
const seen = (userId: string, ...permission_overwrites: Overwrite[]) =>
  namesOf(permissionsIn(ranks, { permission_overwrites }, userId));
const hidden = over("1", 0, { deny: ["VIEW_CHANNEL"] });

// the order of Discord's reference: base, @everyone, roles (denied, then allowed), the member's own
test("a member's own overwrite is stronger than a role's, a role's than everybody's", () => {
  expect(seen("11", hidden)).toEqual([]);
  expect(seen("11", hidden, over("2", 0, { allow: ["VIEW_CHANNEL"] }))).toContain("VIEW_CHANNEL");
  expect(
    seen("11", hidden, over("2", 0, { allow: ["VIEW_CHANNEL"] }), over("11", 1, { deny: ["VIEW_CHANNEL"] })),
  ).toEqual([]);
  expect(
    seen("11", hidden, over("2", 0, { deny: ["VIEW_CHANNEL"] }), over("11", 1, { allow: ["VIEW_CHANNEL"] })),
  ).toEqual(
    ["VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT"].toSorted((a, b) => namesOf(ALL).indexOf(a) - namesOf(ALL).indexOf(b)),
  );
});

test("an overwrite for one person or role is nothing to another", () => {
  expect(
    seen("13", hidden, over("11", 1, { allow: ["VIEW_CHANNEL"] }), over("2", 0, { allow: ["VIEW_CHANNEL"] })),
  ).toEqual([]);
});

test("owner and administrators stand above every overwrite", () => {
  for (const id of ["10", "12"])
    expect(permissionsIn(ranks, { permission_overwrites: [hidden, over(id, 1, { deny: ["VIEW_CHANNEL"] })] }, id)).toBe(
      ALL,
    );
});

test("who cannot see a channel can do nothing in it, whatever else is allowed", () => {
  expect(seen("13", hidden, over("13", 1, { allow: ["SEND_MESSAGES"] }))).toEqual([]);
});

test("a channel is open to everybody unless everybody is denied, whoever else is allowed", () => {
  expect(everyoneCanView(ranks, { permission_overwrites: [] })).toBe(true);
  expect(everyoneCanView(ranks, { permission_overwrites: [hidden, over("13", 1, { allow: ["VIEW_CHANNEL"] })] })).toBe(
    false,
  );
  expect(everyoneCanView(ranks, { permission_overwrites: [over("13", 1, { deny: ["VIEW_CHANNEL"] })] })).toBe(true);
});
