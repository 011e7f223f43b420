import { expect, test } from "vitest";
import { endingWords, takesReason } from "./ending-words.ts";

const names = { name: "Group 3", into: "Group 5" };

test("a button says what it does to which group, never only yes [PL-8]", () => {
  expect(endingWords({ verb: "complete", groupId: 3 }, names).deed).toBe("Complete Group 3");
  expect(endingWords({ verb: "cancel", groupId: 3 }, names).deed).toBe("Cancel Group 3");
  expect(endingWords({ verb: "merge", groupId: 3, intoGroupId: 5 }, names).deed).toBe("Merge into Group 5");
  expect(endingWords({ verb: "close", cohortId: 1, as: "cancelled" }, names).deed).toBe("Close as cancelled");
  expect(endingWords({ verb: "unrealize", cohortId: 1 }, names).deed).toBe("Take back to preview");
});

test("a merge of previews speaks of no channels, and of its way back [GR-9]", () => {
  const { lead } = endingWords({ verb: "merge", groupId: 3, intoGroupId: 5 }, { ...names, hasUndo: true });
  expect(lead).not.toContain("channel");
  expect(lead).toContain("undo");
});

test("every ending says that no channel is deleted, and only what is taken from people asks for a reason", () => {
  const deeds = [
    { verb: "complete", groupId: 3 },
    { verb: "cancel", groupId: 3 },
    { verb: "merge", groupId: 3, intoGroupId: 5 },
    { verb: "close", cohortId: 1, as: "completed" },
    { verb: "close", cohortId: 1, as: "cancelled" },
    { verb: "unrealize", cohortId: 1 },
  ] as const;
  for (const deed of deeds) expect(endingWords(deed, names).lead).toContain("No channel is deleted.");
  expect(deeds.map(takesReason)).toEqual([false, true, false, false, true, false]);
  expect(endingWords({ verb: "unrealize", cohortId: 1 }, names).lead).toContain("cannot be unsent");
});
