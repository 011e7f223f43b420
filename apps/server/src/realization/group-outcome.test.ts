import type { SyncTask } from "@muster/db/entities/sync-task";
import { keys, type KindName } from "@muster/domain/brief";
import type { OutcomeReport } from "@muster/domain/report";
import { groupSubject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { degradedWords } from "./group-outcome.ts";

const group = { subject: () => groupSubject(1) };

/** What an active group lacks of which everything was refused that is told here. */
function lacking(...refused: [KindName, key: string, action: OutcomeReport["action"], discordId?: string][]): string[] {
  const outcomes = refused.map(([kind, key, action, discordId]) => [
    key,
    { kind, key, action, label: key, result: "failed", ...(discordId ? { discordId } : {}) },
  ]);
  const task = { outcomes: Object.fromEntries(outcomes) } as SyncTask;
  return degradedWords(group, { all: [task], of: () => task, ignored: new Set() });
}

test("who could not be let in has no access yet; whoever could not be let out, and an event that stays, are nothing it lacks", () => {
  expect(
    lacking(["access", keys.access(1, "text", "11"), "create", "11"], ["event", keys.event(1, 3), "create"]),
  ).toEqual(["1 member has no access yet", "1 event is missing"]);
  expect(
    lacking(["access", keys.access(1, "text", "11"), "delete", "11"], ["event", keys.event(1, 3), "delete"]),
  ).toEqual([]);
});
