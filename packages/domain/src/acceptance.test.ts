import { expect, test } from "vitest";
import { acceptanceSchema } from "./acceptance.ts";

test("nothing written is no name and no note, however many blanks there are [SC-16]", () => {
  const none = { name: null, note: null };
  for (const given of [{}, { name: null, note: null }, { name: "  ", note: " \n " }, { name: "", note: "" }])
    expect(acceptanceSchema.parse(given)).toEqual(none);
});

test("a name is one trimmed line of at most 80 letters, a note keeps its lines [SC-16]", () => {
  expect(acceptanceSchema.parse({ name: " Evenings\nfirst ", note: "One\nTwo " })).toEqual({
    name: "Evenings first",
    note: "One\nTwo",
  });
  const sentence = (given: object) => acceptanceSchema.safeParse(given).error?.issues[0]?.message;
  expect(sentence({ name: "x".repeat(81) })).toBe("A name has at most 80 letters");
  expect(sentence({ note: "x".repeat(501) })).toBe("A note has at most 500 letters");
});
