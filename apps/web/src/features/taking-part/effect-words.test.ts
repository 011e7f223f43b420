import { expect, test } from "vitest";
import { effectWords, type Effects } from "./effect-words.ts";

const OLD = {
  name: "Group 3",
  channels: ["text" as const, "voice" as const],
  events: 6,
  isTold: true,
  people: ["Kim Osei", "Lee"],
  waiting: 0,
};
const NEW = { name: "Group 5", channels: OLD.channels, events: 1, isTold: true };
const said = (effects: Partial<Effects>) => effectWords({ leaves: null, joins: null, letter: false, ...effects });

test("a switch says which channels and events one leaves and joins and who reads of it, before one agrees [JS-7]", () => {
  expect(said({ leaves: OLD, joins: NEW, letter: true })).toEqual([
    "You leave Group 3: its text and voice channels and its 6 events close for you within seconds.",
    "You join Group 5: its text and voice channels and its 1 event open for you within seconds.",
    "Kim Osei and Lee read in the channel of Group 3 that you left, the channel of Group 5 says that you joined and you get a letter.",
  ]);
});

test("what is only forming has nothing to open and nobody to tell, and nothing is said of calendars that nobody set up [JS-7]", () => {
  const forming = { ...NEW, channels: [], events: 0, isTold: false };
  const words = said({ joins: forming });
  expect(words).toEqual(["You join Group 5: its channels open when the organiser starts it.", "Nobody is written to."]);
  expect(said({ leaves: OLD, joins: NEW }).join(" ")).not.toMatch(/calendar/i);
});

test("whoever leaves a seat that others wait for reads that it is gone at once [JS-7, JS-11]", () => {
  expect(said({ leaves: { ...OLD, waiting: 2 } }).at(-1)).toBe(
    "2 people are in line for your seat: it is offered to the first at once, so that you may not get it back.",
  );
});
