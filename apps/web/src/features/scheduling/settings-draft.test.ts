import { ANY_HOUR } from "@muster/domain/meeting-hours";
import { settingsFor } from "@muster/domain/scheduling-settings";
import { expect, test } from "vitest";
import { differsWords } from "./setting-words.ts";
import { ADVANCED, BASIC, changedFields, draftOfSettings, readSettings } from "./settings-draft.ts";

const defaults = settingsFor({ meetingLengthMinutes: 90, stepMinutes: 30, minSize: 5, maxSize: 8 });

test("untouched settings read back as they came", () => {
  expect(readSettings(draftOfSettings(defaults))).toEqual({ settings: defaults });
});

test("a smallest group above the largest is explained at the smallest, at once [SC-3]", () => {
  expect(readSettings({ ...draftOfSettings(defaults), minPeople: "9" })).toEqual({
    errors: { minPeople: "The smallest group cannot be larger than the largest" },
  });
});

test("half a number, no number and a negative one are not read as something else", () => {
  for (const seed of ["", "1.5", "-1", "1e3", "NaN"])
    expect(readSettings({ ...draftOfSettings(defaults), seed })).toMatchObject({
      errors: { seed: expect.any(String) },
    });
});

test("every setting is either a basic one or an advanced one [SC-2]", () => {
  expect([...BASIC, ...ADVANCED].toSorted()).toEqual(Object.keys(defaults).toSorted());
});

test("what differs is counted against the cohort's own terms, and a blank before a number is no difference [SC-2]", () => {
  const draft = { ...draftOfSettings(defaults), seed: "7", balance: false, iterations: " 1000" };
  expect(changedFields(draft, draftOfSettings(defaults), ADVANCED)).toEqual(["balance", "seed"]);
});

test("a preset's own settings are no difference to it, and hours are compared by what they say [SC-6]", () => {
  const { seed: _seed, ...preset } = defaults;
  const base = draftOfSettings(preset);
  expect(changedFields({ ...draftOfSettings(defaults), seed: "9", meetingHours: [...ANY_HOUR] }, base)).toEqual([]);
  const draft = { ...draftOfSettings(defaults), maxPeople: "9", meetingHours: ANY_HOUR.with(6, null) };
  expect(differsWords(changedFields(draft, base), draft, base)).toBe(
    "2 differ: largest group 8 → 9, meetings on Mon–Sat",
  );
});
