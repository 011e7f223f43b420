import { rowIdSchema } from "@muster/domain/row-id";
import { groupNameSchema, groupVersionSchema, staffNoteSchema } from "@muster/domain/group";
import { slotStartSchema } from "@muster/domain/meeting-slot";
import { z } from "zod";
import { organiser } from "../trpc.ts";
import { changeTime } from "./change-time.ts";
import { groupConflicts } from "./conflicts.ts";
import { createGroup } from "./create.ts";
import { facilitatorOptions } from "./facilitator-options.ts";
import { hereNow } from "./here.ts";
import { groupHistory } from "./history.ts";
import { groupHours } from "./hours.ts";
import { mergeOptions } from "./merge-options.ts";
import { nearestOf } from "./nearest.ts";
import { placePerson } from "./place.ts";
import { placingsOf } from "./placings.ts";
import { revertDeed } from "./revert.ts";
import { setFacilitator } from "./set-facilitator.ts";
import { setGroupNote, setPersonNote } from "./set-note.ts";
import { shiftGroup } from "./shift.ts";
import { splitGroup } from "./split.ts";
import { swapMembers } from "./swap.ts";

// The audit outgrows four bytes.
const auditId = z.number().int().positive();
const ofCohort = z.strictObject({ cohortId: rowIdSchema });
const ofGroup = z.strictObject({ groupId: rowIdSchema });
const expectedVersion = groupVersionSchema;

/** What an organiser does with groups by hand: one part of the groups' table of contents. */
export const reviewProcedures = {
  hours: organiser({ scope: "group" })
    .input(ofGroup)
    .query(({ ctx, input }) => groupHours(ctx, input)),
  changeTime: organiser({ scope: "group" })
    .input(ofGroup.extend({ ...slotStartSchema.shape, expectedVersion }))
    .mutation(({ ctx, input }) => changeTime(ctx, input)),
  facilitatorOptions: organiser({ scope: "group" })
    .input(ofGroup)
    .query(({ ctx, input }) => facilitatorOptions(ctx, input)),
  setFacilitator: organiser({ scope: "group" })
    .input(ofGroup.extend({ personId: rowIdSchema.nullable(), expectedVersion }))
    .mutation(({ ctx, input }) => setFacilitator(ctx, input)),
  create: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ ...slotStartSchema.shape, name: groupNameSchema.optional() }))
    .mutation(({ ctx, input }) => createGroup(ctx, input)),
  split: organiser({ scope: "group" })
    .input(
      ofGroup.extend({
        ...slotStartSchema.partial().shape,
        membershipIds: z.array(rowIdSchema).max(100),
        expectedVersion,
      }),
    )
    .mutation(({ ctx, input }) => splitGroup(ctx, input)),
  place: organiser({ scope: "group" })
    .input(ofCohort.extend({ personId: rowIdSchema, groupId: rowIdSchema }))
    .mutation(({ ctx, input }) => placePerson(ctx, input)),
  placings: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ personId: rowIdSchema }))
    .query(({ ctx, input }) => placingsOf(ctx, input)),
  nearest: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => nearestOf(ctx, input)),
  shift: organiser({ scope: "group" })
    .input(ofGroup.extend({ ...slotStartSchema.shape, personId: rowIdSchema, comes: z.boolean(), expectedVersion }))
    .mutation(({ ctx, input }) => shiftGroup(ctx, input)),
  here: organiser({ scope: "cohort" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => hereNow(ctx, input)),
  swap: organiser({ scope: "group" })
    .input(z.strictObject({ one: rowIdSchema, other: rowIdSchema }))
    .mutation(({ ctx, input }) => swapMembers(ctx, input)),
  mergeOptions: organiser({ scope: "group" })
    .input(ofGroup)
    .query(({ ctx, input }) => mergeOptions(ctx, input)),
  conflicts: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => groupConflicts(ctx, input)),
  history: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ before: auditId.optional() }))
    .query(({ ctx, input }) => groupHistory(ctx, input)),
  revert: organiser({ scope: "cohort" })
    .input(z.strictObject({ auditId }))
    .mutation(({ ctx, input }) => revertDeed(ctx, input)),
  setNote: organiser({ scope: "group" })
    .input(ofGroup.extend({ note: staffNoteSchema }))
    .mutation(({ ctx, input }) => setGroupNote(ctx, input)),
  setPersonNote: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ personId: rowIdSchema, note: staffNoteSchema }))
    .mutation(({ ctx, input }) => setPersonNote(ctx, input)),
};
