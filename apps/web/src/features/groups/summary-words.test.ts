import { expect, test } from "vitest";
import { summaryWords } from "./summary-words.ts";

const member = (personId: number, fit: "available" | "if_needed" | "not_free") => ({ personId, fit });

test("people are counted once however many groups they lead, by the hour that suits them least [GR-1]", () => {
  const groups = [
    { status: "preview" as const, members: [member(1, "available"), member(2, "if_needed")] },
    { status: "active" as const, members: [member(1, "if_needed"), member(3, "available")] },
    { status: "cancelled" as const, members: [member(4, "not_free")] },
  ];
  expect(summaryWords([], 2)).toBe("");
  expect(summaryWords([{ status: "preview", members: [member(1, "available")] }], 0)).toContain("all available");
  expect(summaryWords(groups, 2)).toBe("3 of 5 placed in 2 groups · 2 if needed");
});
