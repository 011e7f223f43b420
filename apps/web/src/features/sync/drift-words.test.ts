import { KINDS } from "@muster/domain/brief";
import { expect, test } from "vitest";
import { acceptingWords, restoringWords } from "./drift-words.ts";

test("whoever restores a channel is told that deleted talk stays deleted [SY-2]", () => {
  expect(restoringWords({ kind: "text-channel", isDouble: false })).toContain("cannot come back");
});

test("whoever removes a second channel is told that what was said there is gone with it", () => {
  expect(restoringWords({ kind: "text-channel", isDouble: true })).toMatch(/^Removing .+ cannot come back\.$/);
});

test("whoever accepts a changed event is told that members hear of it", () => {
  expect(acceptingWords("event")).toContain("Members of an active group are told.");
});

test("restoring is explained for every kind of thing", () => {
  for (const kind of KINDS) expect(restoringWords({ kind, isDouble: false })).toMatch(/^Restoring .+\.$/);
});
