import { expect, test } from "vitest";
import { serverStep } from "./server-step.ts";

const at = (access: "granted" | "waiting_for_you" | "waiting", url: string | null = null) => ({
  name: "Group 3",
  status: "active" as const,
  discord: { text: url ? { url } : null, voice: null, access, inviteNeeded: access === "waiting_for_you" },
});
const standing = { cohortId: 7, hasDiscord: true, canConnect: true, inviteUrl: null };

test("who has no account yet connects one and comes back to this very page [JS-16]", () => {
  const step = serverStep({ ...standing, hasDiscord: false, group: undefined });
  expect(step?.link).toEqual({ words: "Connect Discord", href: "/auth/discord?next=%2Fjoin%2F7", away: false });
});

test("who is not on the server yet is led to its invitation, and the line goes as soon as the server is joined [JS-16]", () => {
  const group = at("waiting_for_you", "https://discord.com/channels/1/2");
  const inviteUrl = "https://discord.gg/muster";
  expect(serverStep({ ...standing, inviteUrl, group })?.link).toMatchObject({ href: inviteUrl, away: true });
  expect(serverStep({ ...standing, group: at("waiting") })).toBeNull();
  expect(serverStep({ ...standing, group: at("granted") })).toBeNull();
});

test("where no invitation is known, the organiser is named instead of a channel nobody can enter [JS-16]", () => {
  const step = serverStep({ ...standing, group: at("waiting_for_you", "https://discord.com/channels/1/2") });
  expect(step?.link).toBeNull();
  expect(step?.sentence).toContain("Ask your organiser for the invitation.");
});

test("a group that is still forming asks for nothing on Discord [JS-16]", () => {
  expect(serverStep({ ...standing, group: { ...at("waiting_for_you"), status: "preview" } })).toBeNull();
});
