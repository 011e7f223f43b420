import { KINDS } from "@muster/domain/brief";
import { expect, test } from "vitest";
import { restoringWords } from "./drift-words.ts";

test("whoever restores a channel is told that deleted talk stays deleted [SY-2]", () => {
  expect(restoringWords("text-channel")).toContain("cannot come back");
});

test("restoring is explained for every kind of thing", () => {
  for (const kind of KINDS) expect(restoringWords(kind)).toMatch(/^Restoring .+\.$/);
});
