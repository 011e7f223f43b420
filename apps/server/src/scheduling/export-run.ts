import { Cohort } from "@muster/db/entities/cohort";
import { clockTime, modulo, WEEKDAYS } from "@muster/domain/week";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { Context } from "../context.ts";
import { viewProposal, type ProposalView, type ProposedGroupView } from "./view-proposal.ts";
import { writeCsv } from "./write-csv.ts";

export const EXPORT_FORMATS = ["json", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportedRun {
  fileName: string;
  mediaType: string;
  text: string;
}

/** A run's proposal to take away: names and hours, no addresses (SC-17, GR-14). */
export async function exportRun(
  ctx: Context,
  { runId, format }: { runId: number; format: ExportFormat },
): Promise<ExportedRun> {
  const proposal = await viewProposal(ctx, { runId });
  const { name } = await ctx.em.findOneOrFail(Cohort, proposal.run.cohortId);
  const fileName = `${fileNameOf(name)}-run-${proposal.run.number}.${format}`;
  return format === "csv"
    ? { fileName, mediaType: "text/csv; charset=utf-8", text: writeCsv(rowsOf(proposal)) }
    : { fileName, mediaType: "application/json", text: `${JSON.stringify(documentOf(proposal, name), null, 2)}\n` };
}

/** Letters and figures of any script; everything else is a dash. */
const fileNameOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60) || "cohort";

const HEAD = [
  "group",
  "weekday",
  "start",
  "end",
  "time zone",
  "person",
  "person id",
  "role",
  "fit",
  "reason",
  "would help",
] as const;

type Row = Record<(typeof HEAD)[number], string | number>;

function rowsOf({ groups, unplaced }: ProposalView): (string | number)[][] {
  const places = groups.flatMap((group): Partial<Row>[] => {
    const { timeZone, ...hours } = hoursOf(group);
    const where = { group: group.name, ...hours, "time zone": timeZone };
    return group.members.map(({ name, personId, role, fit }) => ({
      ...where,
      person: name,
      "person id": personId,
      role,
      fit,
    }));
  });
  const without = unplaced.map(({ name, personId, role, sentence, remedies }): Partial<Row> => ({
    person: name,
    "person id": personId,
    role,
    reason: sentence,
    "would help": remedies.map((one) => one.sentence).join(" "),
  }));
  return [[...HEAD], ...[...places, ...without].map((row) => HEAD.map((column) => row[column] ?? ""))];
}

function hoursOf({ slot }: ProposedGroupView) {
  const start = weekMinuteOf(slot);
  return {
    weekday: WEEKDAYS[slot.weekday]!,
    start: clockTime(slot.startMinute),
    end: clockTime(modulo(start + slot.lengthMinutes)),
    timeZone: slot.timeZone,
  };
}

function documentOf({ run, groups, unplaced, ...proposal }: ProposalView, cohort: string) {
  const { number, status, settings, seed, startedBy, startedAt, endedAt, assumed, origin } = run;
  const { quality, upperBound, proven, placed, total } = proposal;
  return {
    cohort,
    run: { number, status, settings, seed, startedBy, startedAt, endedAt, from: origin?.number ?? null, assumed },
    placed,
    total,
    quality,
    upperBound,
    proven,
    groups: groups.map((group) => ({
      name: group.name,
      ...hoursOf(group),
      members: group.members.map(({ personId, name, role, fit }) => ({ personId, name, role, fit })),
      notes: group.clockNotes,
    })),
    unplaced: unplaced.map(({ personId, name, role, reason, sentence, remedies }) => ({
      personId,
      name,
      role,
      reason,
      sentence,
      remedies: remedies.map((one) => ({ sentence: one.sentence, placed: one.placed, quality: one.quality })),
    })),
  };
}
