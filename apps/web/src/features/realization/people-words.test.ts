import { expect, test } from "vitest";
import { mustBeTyped, toldWords } from "./people-words.ts";

test("who is told is said with its number and its way before anything is done [PL-7]", () => {
  expect(toldWords({ byMail: 52, byWelcome: 1 })).toBe(
    "52 people get a mail, 1 person is mentioned in the welcome only, each once their group is active.",
  );
  expect(toldWords({ byMail: 0, byWelcome: 0 })).toBe("Nobody is told anything.");
});

test("fifty people are typed, forty-nine are clicked [PL-7]", () => {
  expect(mustBeTyped({ byMail: 48, byWelcome: 1 })).toBe(false);
  expect(mustBeTyped({ byMail: 48, byWelcome: 2 })).toBe(true);
});
