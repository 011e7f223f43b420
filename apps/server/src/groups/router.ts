import { z } from "zod";
import { endReasonSchema } from "@muster/domain/ending";
import { slotStartSchema } from "@muster/domain/meeting-slot";
import { nameSchema, wordsSchema } from "@muster/domain/plain-text";
import { member, organiser, router } from "../trpc.ts";
import { cancelGroup } from "./cancel.ts";
import { changeTime } from "./change-time.ts";
import { completeGroup } from "./complete.ts";
import { createGroup } from "./create.ts";
import { facilitatorOptions } from "./facilitator-options.ts";
import { groupHours } from "./hours.ts";
import { effectsOf } from "./effects.ts";
import { joinGroup } from "./join.ts";
import { joinableGroups } from "./joinable.ts";
import { leaveGroup } from "./leave.ts";
import { listGroups } from "./list.ts";
import { mergeOptions } from "./merge-options.ts";
import { mergeGroup } from "./merge.ts";
import { moveMember } from "./move-member.ts";
import { movesOf } from "./moves.ts";
import { placePerson } from "./place.ts";
import { placingsOf } from "./placings.ts";
import { removeMember } from "./remove-member.ts";
import { removeGroup } from "./remove.ts";
import { renameGroup } from "./rename.ts";
import { setFacilitator } from "./set-facilitator.ts";
import { splitGroup } from "./split.ts";
import { swapMembers } from "./swap.ts";
import { undoMove } from "./undo-move.ts";

const id = z.number().int().positive();
const ofCohort = z.strictObject({ cohortId: id });
const ofGroup = z.strictObject({ groupId: id });
/** The mark of the plan that was read. */
const seen = z.string().length(32).optional();
const groupName = nameSchema({
  missing: "A group needs a name",
  tooLong: "A group's name has at most 80 letters",
});
/** The version of the group that the page read; another one is a Conflict that names what changed (GR-8). */
const expectedVersion = z.number().int().nonnegative().optional();
const reason = wordsSchema(500, "A reason has at most 500 letters");
/** Why somebody leaves a group, in their words; nothing is null. */
const ownReason = reason.transform((words) => words || null).optional();

export const groupsRouter = router({
  list: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => listGroups(ctx, input)),
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
    .input(ofGroup.extend({ personId: id.nullable(), expectedVersion }))
    .mutation(({ ctx, input }) => setFacilitator(ctx, input)),
  create: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ ...slotStartSchema.shape, name: groupName.optional() }))
    .mutation(({ ctx, input }) => createGroup(ctx, input)),
  split: organiser({ scope: "group" })
    .input(ofGroup.extend({ ...slotStartSchema.partial().shape, membershipIds: z.array(id).max(100), expectedVersion }))
    .mutation(({ ctx, input }) => splitGroup(ctx, input)),
  place: organiser({ scope: "group" })
    .input(ofCohort.extend({ personId: id, groupId: id }))
    .mutation(({ ctx, input }) => placePerson(ctx, input)),
  placings: organiser({ scope: "cohort" })
    .input(ofCohort.extend({ personId: id }))
    .query(({ ctx, input }) => placingsOf(ctx, input)),
  swap: organiser({ scope: "group" })
    .input(z.strictObject({ one: id, other: id }))
    .mutation(({ ctx, input }) => swapMembers(ctx, input)),
  mergeOptions: organiser({ scope: "group" })
    .input(ofGroup)
    .query(({ ctx, input }) => mergeOptions(ctx, input)),
  moves: organiser({ scope: "group" })
    .input(z.strictObject({ membershipId: id }))
    .query(({ ctx, input }) => movesOf(ctx, input)),
  remove: organiser({ scope: "group" })
    .input(ofGroup)
    .mutation(({ ctx, input }) => removeGroup(ctx, input)),
  rename: organiser({ scope: "group" })
    .input(ofGroup.extend({ name: groupName, expectedVersion }))
    .mutation(({ ctx, input }) => renameGroup(ctx, input)),
  moveMember: organiser({ scope: "group" })
    .input(z.strictObject({ membershipId: id, toGroupId: id }))
    .mutation(({ ctx, input }) => moveMember(ctx, input)),
  removeMember: organiser({ scope: "group" })
    .input(z.strictObject({ membershipId: id, reason: reason.optional() }))
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
  complete: organiser({ scope: "group" })
    .input(ofGroup.extend({ seen }))
    .mutation(({ ctx, input }) => completeGroup(ctx, input)),
  cancel: organiser({ scope: "group" })
    .input(ofGroup.extend({ reason: endReasonSchema.optional(), seen }))
    .mutation(({ ctx, input }) => cancelGroup(ctx, input)),
  merge: organiser({ scope: "group" })
    .input(ofGroup.extend({ intoGroupId: id, seen }))
    .mutation(({ ctx, input }) => mergeGroup(ctx, input)),
  joinable: member({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => joinableGroups(ctx, input)),
  effects: member({ scope: "cohort" })
    .input(ofCohort.extend({ groupId: id.nullable() }))
    .query(({ ctx, input }) => effectsOf(ctx, input)),
  join: member({ scope: "group", limit: "join" })
    .input(ofGroup.extend({ reason: ownReason }))
    .mutation(({ ctx, input }) => joinGroup(ctx, input)),
  leave: member({ scope: "group", limit: "join" })
    .input(ofGroup.extend({ reason: ownReason }))
    .mutation(({ ctx, input }) => leaveGroup(ctx, input)),
  undoMove: member({ scope: "own", limit: "join" })
    .input(z.strictObject({ moveId: id }))
    .mutation(({ ctx, input }) => undoMove(ctx, input)),
});
