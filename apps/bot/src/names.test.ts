import fc from "fast-check";
import { expect, test } from "vitest";
import { categoryName, channelName, eventName, plainName, sameName, voiceName } from "./names.ts";

/** Everything people type, and what they should not: emoji, right-to-left marks, mass mentions, far too much of it. */
const anyName = fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => `${text} @everyone \u202e🦉`);

test("a text channel is called after its group, lower case and with dashes [R6]", () => {
  expect(channelName("Group 3")).toBe("group-3");
  expect(channelName("  Early   Larks & Owls! ")).toBe("early-larks-owls");
  expect(channelName("Ångström 🦉")).toBe("ångström-🦉");
  expect(channelName("!!!")).toBe("group");
});

test("any name becomes one Discord takes: 1 to 100 letters, nothing invisible, no mass mention [RE-22]", () => {
  fc.assert(
    fc.property(anyName, fc.integer({ min: 1, max: 99 }), (name, number) => {
      const names = [
        channelName(name),
        voiceName(name),
        categoryName(name, name, `cohort:1/category-${number}`),
        eventName(name, number),
      ];
      for (const made of names) {
        expect([...made].length).toBeGreaterThanOrEqual(1);
        expect([...made].length).toBeLessThanOrEqual(100);
        expect(made).not.toMatch(/@everyone|[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
        expect(made.trim()).toBe(made);
      }
    }),
  );
});

test("a channel's name survives being read back: naming a name changes nothing", () => {
  fc.assert(
    fc.property(anyName, (name) => {
      expect(channelName(channelName(name))).toBe(channelName(name));
    }),
  );
});

test("the number of a category and the week of an event survive every cut [R1, R18]", () => {
  const long = "x".repeat(300);
  expect(categoryName(long, long, "cohort:1/category-2")).toMatch(/ \(2\)$/);
  expect(eventName(long, 12)).toMatch(/ - Week 12$/);
  expect(voiceName(long)).toMatch(/ Voice$/);
  expect(categoryName("AI Safety", "October", "cohort:1/category-1")).toBe("AI Safety - October");
  expect(categoryName("AI Safety", "October", "cohort:1/archive-1")).toBe("AI Safety - October (archive)");
});

test("no emoji is cut in half", () => {
  expect(plainName("🦉".repeat(150))).toBe("🦉".repeat(100));
});

test("what Discord makes of capitals and punctuation is still the same name", () => {
  expect(sameName("group-1", "Group [1]")).toBe(true);
  expect(sameName("group-1", "group-2")).toBe(false);
});
