import { expect, test } from "vitest";
import { permissionName } from "./permission-name.ts";

test("a permission is called as Discord's own pages call it", () => {
  expect(permissionName("MANAGE_CHANNELS")).toBe("Manage Channels");
  expect(permissionName("VIEW_CHANNEL")).toBe("View Channels");
  expect(permissionName("CREATE_INSTANT_INVITE")).toBe("Create Invite");
});
