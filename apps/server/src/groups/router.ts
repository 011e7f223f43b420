import { rowIdSchema } from "@muster/domain/row-id";
import { z } from "zod";
import { endReasonSchema } from "@muster/domain/ending";
import { groupNameSchema, groupVersionSchema } from "@muster/domain/group";
import { wordsSchema } from "@muster/domain/plain-text";
import { member, organiser, router } from "../trpc.ts";
import { cancelGroup } from "./cancel.ts";
import { completeGroup } from "./complete.ts";
import { effectsOf } from "./effects.ts";
import { joinGroup } from "./join.ts";
import { joinableGroups } from "./joinable.ts";
import { leaveGroup } from "./leave.ts";
import { listGroups } from "./list.ts";
import { mergeGroup } from "./merge.ts";
import { moveMember } from "./move-member.ts";
import { movesOf } from "./moves.ts";
import { removeMember } from "./remove-member.ts";
import { removeGroup } from "./remove.ts";
import { renameGroup } from "./rename.ts";
import { reviewProcedures } from "./review-router.ts";
import { undoMove } from "./undo-move.ts";

const ofCohort = z.strictObject({ cohortId: rowIdSchema });
const ofGroup = z.strictObject({ groupId: rowIdSchema });
/** The mark of the plan that was read. */
const seen = z.string().length(32).optional();
const reason = wordsSchema(500, "A reason has at most 500 letters");
/** Why somebody leaves a group, in their words; nothing is null. */
const ownReason = reason.transform((words) => words || null).optional();

export const groupsRouter = router({
  list: organiser({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => listGroups(ctx, input)),
  ...reviewProcedures,
  moves: organiser({ scope: "group" })
    .input(z.strictObject({ membershipId: rowIdSchema }))
    .query(({ ctx, input }) => movesOf(ctx, input)),
  remove: organiser({ scope: "group" })
    .input(ofGroup)
    .mutation(({ ctx, input }) => removeGroup(ctx, input)),
  rename: organiser({ scope: "group" })
    .input(ofGroup.extend({ name: groupNameSchema, expectedVersion: groupVersionSchema }))
    .mutation(({ ctx, input }) => renameGroup(ctx, input)),
  moveMember: organiser({ scope: "group" })
    .input(z.strictObject({ membershipId: rowIdSchema, toGroupId: rowIdSchema }))
    .mutation(({ ctx, input }) => moveMember(ctx, input)),
  removeMember: organiser({ scope: "group" })
    .input(z.strictObject({ membershipId: rowIdSchema, reason: reason.optional() }))
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
  complete: organiser({ scope: "group" })
    .input(ofGroup.extend({ seen }))
    .mutation(({ ctx, input }) => completeGroup(ctx, input)),
  cancel: organiser({ scope: "group" })
    .input(ofGroup.extend({ reason: endReasonSchema.optional(), seen }))
    .mutation(({ ctx, input }) => cancelGroup(ctx, input)),
  merge: organiser({ scope: "group" })
    .input(ofGroup.extend({ intoGroupId: rowIdSchema, seen }))
    .mutation(({ ctx, input }) => mergeGroup(ctx, input)),
  joinable: member({ scope: "cohort" })
    .input(ofCohort)
    .query(({ ctx, input }) => joinableGroups(ctx, input)),
  effects: member({ scope: "cohort" })
    .input(ofCohort.extend({ groupId: rowIdSchema.nullable() }))
    .query(({ ctx, input }) => effectsOf(ctx, input)),
  join: member({ scope: "group", limit: "join" })
    .input(ofGroup.extend({ reason: ownReason }))
    .mutation(({ ctx, input }) => joinGroup(ctx, input)),
  leave: member({ scope: "group", limit: "join" })
    .input(ofGroup.extend({ reason: ownReason }))
    .mutation(({ ctx, input }) => leaveGroup(ctx, input)),
  undoMove: member({ scope: "own", limit: "join" })
    .input(z.strictObject({ moveId: rowIdSchema }))
    .mutation(({ ctx, input }) => undoMove(ctx, input)),
});
