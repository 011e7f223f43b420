import { describe, expect, test } from "vitest";
import { cohortInputSchema } from "./cohort.ts";
import { isFullyRealized, nothingDone } from "./sync-result.ts";
import { schedulingSettingsSchema, settingsFor } from "./scheduling-settings.ts";
import { groupingStatus } from "./signup.ts";
import { subjectSchema } from "./subject.ts";

const terms = {
  name: "October 2026",
  startDate: "2026-10-06",
  timeZone: "Europe/London",
  numberOfMeetings: 8,
  meetingLengthMinutes: 60,
  stepMinutes: 30,
  minSize: 4,
  maxSize: 8,
  directJoin: true,
};
const sentences = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message) ?? [];

describe("what an organiser fills in", () => {
  test("is taken as it is when it makes sense", () => {
    expect(cohortInputSchema.parse(terms)).toEqual(terms);
    expect(schedulingSettingsSchema.parse(settingsFor(terms)).minPeople).toBe(4);
  });

  test.each([
    [{ minSize: 9 }, "The smallest group cannot be larger than the largest"],
    [{ name: "  " }, "A cohort needs a name"],
    [{ startDate: "6 October" }, "A date is written as 2026-10-06"],
    [{ timeZone: "Mars/Olympus" }, 'There is no time zone called "Mars/Olympus"; choose one such as Europe/London'],
    [{ numberOfMeetings: 0 }, "A cohort meets at least once"],
    [{ stepMinutes: 7 }, "Meetings start every 5, 10, 15, 20, 30 or 60 minutes"],
    [{ maxSize: Number.NaN }, "The largest group must be a number"],
  ])("%j gets one clear sentence", (change, sentence) => {
    expect(sentences(cohortInputSchema.safeParse({ ...terms, ...change }))).toContain(sentence);
  });

  test.each([null, Number.NaN, 2.5, -1, 1e12])("%j in any number field is told in our own words", (wrong) => {
    for (const [schema, good] of [
      [cohortInputSchema, terms],
      [schedulingSettingsSchema, settingsFor(terms)],
    ] as const)
      for (const [field, value] of Object.entries(good)) {
        if (typeof value !== "number") continue;
        const told = sentences(schema.safeParse({ ...good, [field]: wrong }));
        expect(told.join(), field).not.toMatch(/expected|Invalid/);
      }
  });

  test("a run with its smallest group above its largest is refused at the field", () => {
    const result = schedulingSettingsSchema.safeParse({ ...settingsFor(terms), minPeople: 9 });
    expect(result.error?.issues[0]).toMatchObject({
      path: ["minPeople"],
      message: "The smallest group cannot be larger than the largest",
    });
  });
});

describe("derived words", () => {
  test("an old reason does not outlive a place, and whoever has neither waits [C2, C30]", () => {
    expect(groupingStatus({ activePlaces: 1, ungroupableReason: "outcompeted" })).toBe("grouped");
    expect(groupingStatus({ activePlaces: 0, ungroupableReason: "outcompeted" })).toBe("ungroupable");
    expect(groupingStatus({ activePlaces: 0, ungroupableReason: null })).toBe("awaiting_grouping");
  });

  test("a group without meetings, without anybody inside, or with a missing channel is not realized [Y12, C17, C20]", () => {
    const stands = {
      ...nothingDone(),
      category: { status: "existed", id: "1" },
      text_channel: { status: "created", id: "2" },
      voice_channel: { status: "existed", id: "3" },
      meetings: { created: 0, existed: 8 },
    } as const;
    expect(isFullyRealized(stands, 1)).toBe(true);
    expect(isFullyRealized(stands, 0)).toBe(false);
    expect(isFullyRealized({ ...stands, meetings: { created: 0, existed: 0 } }, 1)).toBe(false);
    expect(isFullyRealized({ ...stands, voice_channel: { status: "channel_missing", id: "3" } }, 1)).toBe(false);
  });

  test("a subject that is not one of ours is refused", () => {
    expect(subjectSchema.parse("group:12")).toBe("group:12");
    for (const wrong of ["group:0", "group:-1", "server:3", "group:1;drop", ""])
      expect(subjectSchema.safeParse(wrong).success, wrong).toBe(false);
  });
});
