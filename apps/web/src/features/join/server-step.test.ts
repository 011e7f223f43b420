import { expect, test } from "vitest";
import { serverStep } from "./server-step.ts";

const at = (access: "granted" | "waiting_for_you" | "waiting", url: string | null = null) => ({
  name: "Group 3",
  status: "active" as const,
  discord: { text: url ? { url } : null, voice: null, access, inviteNeeded: access === "waiting_for_you" },
});
const standing = { cohortId: 7, hasDiscord: true, canConnect: true, serverUrl: null };

test("who has no account yet connects one and comes back to this very page [JS-16]", () => {
  const step = serverStep({ ...standing, hasDiscord: false, group: undefined });
  expect(step?.link).toEqual({ words: "Connect Discord", href: "/auth/discord?next=%2Fjoin%2F7", away: false });
});

test("who is not on the server yet is led there, and the line goes as soon as the server is joined [JS-16]", () => {
  const group = at("waiting_for_you", "https://discord.com/channels/1/2");
  expect(serverStep({ ...standing, group })?.link).toMatchObject({
    href: "https://discord.com/channels/1/2",
    away: true,
  });
  expect(serverStep({ ...standing, group: at("waiting") })).toBeNull();
  expect(serverStep({ ...standing, group: at("granted") })).toBeNull();
});

test("where no way in is known, the organiser is named instead of a dead button [JS-16]", () => {
  const step = serverStep({ ...standing, group: at("waiting_for_you") });
  expect(step?.link).toBeNull();
  expect(step?.sentence).toContain("Your organiser has the invitation.");
});

test("a group that is still forming asks for nothing on Discord [JS-16]", () => {
  expect(serverStep({ ...standing, group: { ...at("waiting_for_you"), status: "preview" } })).toBeNull();
});
