import { expect, test } from "vitest";
import { LIMITS } from "../texts.ts";
import { lengthOf, pagesOf } from "./answer.ts";
import { choicesFor } from "./cohort-option.ts";
import { COMMANDS } from "./registry.ts";
import { bar, GREEN, ORANGE, realizeSummary, runProgress, scheduleSummary, YELLOW } from "./reports.ts";

const result = (placement: number, groups = 3) => ({
  cohortName: "October",
  groupsCreated: groups,
  usersGrouped: 20,
  ungroupable: 4,
  placement,
  groups: Array.from({ length: groups }, (_, index) => ({
    name: `Group ${index}`,
    memberCount: 8,
    meetingTime: "Wednesday 15:00-16:00",
  })),
  unplaced: [],
  pageUrl: "http://muster/cohorts/3/schedule",
});

test("a run is green from 80 % placed on, else yellow [D6]", () => {
  expect(scheduleSummary(result(80))[0]!.color).toBe(GREEN);
  expect(scheduleSummary(result(79))[0]!.color).toBe(YELLOW);
});

test("a run without groups does not send anybody on to create their channels [D6]", () => {
  const nextOf = (run: Parameters<typeof scheduleSummary>[0]) => scheduleSummary(run)[0]!.footer?.text;
  expect(nextOf(result(80))).toBe("Next: /realize-cohort creates the channels");
  expect(nextOf({ ...result(0, 0), usersGrouped: 0 })).toBe("No group came of it, so there is nothing to create");
  const nobody = { ...result(0, 0), usersGrouped: 0, ungroupable: 0 };
  expect(nextOf(nobody)).toBe("Nobody in this cohort is waiting for a group");
});

test("two hundred groups are all told, in messages Discord takes [DC-13]", () => {
  const embeds = scheduleSummary(result(90, 200));
  const told = embeds.map(({ description }) => description).join("\n");
  for (let index = 0; index < 200; index++) expect(told).toContain(`**Group ${index}**`);
  for (const page of pagesOf(embeds)) {
    expect(page.length).toBeLessThanOrEqual(10);
    expect(page.reduce((sum, embed) => sum + lengthOf(embed), 0)).toBeLessThanOrEqual(LIMITS.all);
  }
});

test("realizing counts failed and waiting only when there are any [D12, C36]", () => {
  const counts = { processed: 3, successful: 3, failed: 0, waiting: 0 };
  const [good] = realizeSummary("October", { groups: [], finished: true, counts, pageUrl: "" });
  expect(good).toMatchObject({ title: "Cohort Realized: October", color: GREEN });
  expect(good!.description).not.toContain("Failed");
  const [bad] = realizeSummary("October", {
    groups: [],
    finished: true,
    counts: { ...counts, failed: 1, waiting: 2 },
    pageUrl: "",
  });
  expect(bad!.color).toBe(ORANGE);
  expect(bad!.description).toContain("**Waiting for members** 2");
});

test("progress is said in words and a bar, never in colour alone [D4, DC-3]", () => {
  expect(bar(31, 50)).toBe("▓▓▓▓▓▓░░░░ 62 %");
  expect(bar(1, 0)).toBe("░░░░░░░░░░ 0 %");
  const progress = { attemptsDone: 31, attemptsTotal: 50, placed: 52, total: 58, remainingMs: 40_000 };
  const none = { status: "running", error: null, progress: null };
  expect(runProgress(none, 58)).toBe("Scheduling 58 people…");
  expect(runProgress({ ...none, progress }, 58)).toBe(
    "Scheduling 58 people ▓▓▓▓▓▓░░░░ 62 % · attempt 31 of 50 · best 52/58 · about 40 s left",
  );
});

test("choices are filtered before they are cut to twenty-five, whatever the capitals [D2]", () => {
  const choices = Array.from({ length: 40 }, (_, index) => ({
    id: index,
    label: `Cohort ${index} ${"x".repeat(120)}`,
  }));
  expect(choicesFor(choices, "")).toHaveLength(25);
  expect(choicesFor(choices, "COHORT 39")).toEqual([{ name: choices[39]!.label.slice(0, 100), value: 39 }]);
});

test("every command is named, described and guarded as Discord asks [D1, D3, D7, DC-5, DC-6]", () => {
  expect(COMMANDS.map(({ declared }) => declared.name)).toEqual([
    "schedule",
    "realize-cohort",
    "sync-group",
    "cohort-status",
    "Show group",
  ]);
  for (const { declared } of COMMANDS) {
    expect(declared.default_member_permissions).toBe("8");
    expect(declared.contexts).toEqual([0]);
    const slash = "description" in declared ? [declared, ...(declared.options ?? [])] : [];
    for (const { name, description } of slash) {
      expect(name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
      expect(description.length).toBeLessThanOrEqual(100);
    }
  }
});

test("every description is translated, English among the languages, since Discord looks at neighbours first [DC-5]", () => {
  const described = COMMANDS.flatMap(({ declared }) =>
    "description" in declared ? [declared, ...(declared.options ?? [])] : [],
  );
  expect(described.length).toBeGreaterThan(10);
  for (const { description, description_localizations: words } of described) {
    expect(words).toMatchObject({ "en-US": description, "en-GB": description });
    for (const locale of ["de", "fr", "es-ES", "es-419"] as const) {
      expect(words?.[locale], `${description} in ${locale}`).not.toBe(description);
      expect([...(words?.[locale] ?? "")].length).toBeLessThanOrEqual(100);
    }
  }
});

test("everybody without a place is told with the reason and the first thing that would help, and what comes next [C5, D6, SC-14]", () => {
  const unplaced = Array.from({ length: 120 }, (_, index) => ({
    name: `Person ${index}`,
    sentence: "No facilitator is free at any hour they are.",
    remedy: index === 0 ? "Ask *Kim* to lead 2 groups. This would place 5 of those without a place." : null,
  }));
  const embeds = scheduleSummary({ ...result(14), usersGrouped: 20, ungroupable: 120, unplaced });
  const told = embeds.map(({ description }) => description).join("\n");
  for (const { name } of unplaced) expect(told).toContain(`• ${name}: No facilitator is free at any hour they are.`);
  expect(told).toContain("*Ask \\*Kim\\* to lead 2 groups. This would place 5 of those without a place.*");
  expect(told).toContain("**Users grouped** 20");
  expect(told).toContain("**Ungroupable** 120");
  expect(told).toContain("**Placement rate** 14 % (20 of 140)");
  for (const { description } of embeds) expect(description!.length).toBeLessThanOrEqual(LIMITS.description);
  for (const page of pagesOf(embeds))
    expect(page.reduce((sum, embed) => sum + lengthOf(embed), 0)).toBeLessThanOrEqual(LIMITS.all);
  expect(embeds.at(-1)!.footer!.text).toContain("/realize-cohort");
});
