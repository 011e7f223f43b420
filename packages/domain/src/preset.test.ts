import { expect, test } from "vitest";
import { ANY_HOUR } from "./meeting-hours.ts";
import { copyName, presetInputSchema, presetNameSchema } from "./preset.ts";
import { differingSettings, settingsFor } from "./scheduling-settings.ts";

const terms = { meetingLengthMinutes: 60, stepMinutes: 30, minSize: 4, maxSize: 8 };

test("a preset without a name, or with one of 300 letters, is told what a name is [SC-6]", () => {
  const sentence = (name: unknown) => presetNameSchema.safeParse(name).error?.issues[0]?.message;
  expect(sentence("  ​ ")).toBe("A preset needs a name");
  expect(sentence("x".repeat(300))).toBe("A preset's name has at most 80 letters");
  expect(presetNameSchema.parse("  Autumn\ncourses ")).toBe("Autumn courses");
});

test("a copy takes the first free name, whatever the case, and stays within 80 letters [SC-6]", () => {
  expect(copyName("Autumn", ["Autumn"])).toBe("Autumn (copy)");
  expect(copyName("Autumn", ["autumn (COPY)"])).toBe("Autumn (copy 2)");
  expect(copyName("x".repeat(80), [])).toHaveLength(80);
});

test("the default preset decides everything but what the cohort's own terms decide [SC-6]", () => {
  const preset = {
    ...settingsFor({ meetingLengthMinutes: 90, stepMinutes: 15, minSize: 2, maxSize: 3 }),
    useIfNeeded: false,
    civilHours: "must" as const,
    timeLimitSeconds: 20,
  };
  const { seed: _seed, ...kept } = preset;
  expect(settingsFor(terms, kept)).toEqual({
    ...settingsFor(terms),
    useIfNeeded: false,
    civilHours: "must",
    timeLimitSeconds: 20,
  });
});

test("a preset keeps no seed, and settings written down before meeting hours existed are read as they were meant", () => {
  const { seed: _seed, civilHours: _civil, meetingHours: _hours, ...old } = settingsFor(terms);
  expect(presetInputSchema.parse({ name: "Old", settings: old }).settings).toMatchObject({
    civilHours: "prefer",
    meetingHours: ANY_HOUR,
  });
  expect(presetInputSchema.safeParse({ name: "Seeded", settings: settingsFor(terms) }).success).toBe(false);
});

test("hours are compared by what they say, not by which list holds them [SC-17]", () => {
  const settings = settingsFor(terms);
  expect(differingSettings(settings, { ...settings, meetingHours: [...ANY_HOUR] })).toEqual([]);
  expect(differingSettings(settings, { ...settings, maxPeople: 9, meetingHours: ANY_HOUR.with(0, null) })).toEqual([
    "maxPeople",
    "meetingHours",
  ]);
});
