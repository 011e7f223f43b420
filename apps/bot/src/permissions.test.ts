import { PermissionFlagsBits as may } from "discord-api-types/v10";
import { expect, test } from "vitest";
import { invitationUrl, isEssential, missingFrom, NEEDED_BITS, permissionsOf } from "./permissions.ts";

const guild = {
  id: "1",
  owner_id: "9",
  roles: [
    { id: "1", permissions: String(may.ViewChannel) },
    { id: "2", permissions: String(may.ManageChannels | may.SendMessages) },
    { id: "3", permissions: String(may.Administrator) },
  ],
} as Parameters<typeof permissionsOf>[1];
const member = (id: string, ...roles: string[]) => ({ roles, user: { id } });

test("what a member may do is the sum of their roles; owner and administrators may everything", () => {
  expect(permissionsOf(member("5", "2"), guild)).toBe(may.ViewChannel | may.ManageChannels | may.SendMessages);
  expect(missingFrom(permissionsOf(member("9"), guild))).toEqual([]);
  expect(missingFrom(permissionsOf(member("5", "3"), guild))).toEqual([]);
});

test("each missing permission is named as Discord names it [R8, DC-14]", () => {
  expect(missingFrom(NEEDED_BITS)).toEqual([]);
  expect(missingFrom(NEEDED_BITS & ~(may.ManageRoles | may.CreateEvents))).toEqual(["MANAGE_ROLES", "CREATE_EVENTS"]);
  expect(isEssential("MANAGE_ROLES")).toBe(true);
  expect(isEssential("CREATE_EVENTS")).toBe(false);
});

test("an invitation asks for exactly what is needed [DC-14]", () => {
  const asked = new URL(invitationUrl("123")).searchParams;
  expect(missingFrom(BigInt(asked.get("permissions")!))).toEqual([]);
  expect(BigInt(asked.get("permissions")!) & may.Administrator).toBe(0n);
  expect(asked.get("scope")).toBe("bot applications.commands");
});
