import { z } from "zod";
import { KINDS } from "./brief.ts";
import { subjectSchema } from "./subject.ts";

/** Three sorts of trouble: it passes by itself, a person must act, or we asked for something malformed. */
export const TROUBLES = ["passing", "needs_person", "ours"] as const;

export const troubleSchema = z.strictObject({
  class: z.enum(TROUBLES),
  /** Discord's number as text, or one of our words: `bot_unavailable`, `no_guild`, `no_category`. */
  code: z.string().max(64),
  /** In words a person can act on; never a token, a URL with secrets, or a stack. */
  message: z.string().max(500),
  retryAfterMs: z.number().int().nonnegative().optional(),
});
export type Trouble = z.infer<typeof troubleSchema>;

const keySchema = z.string().min(1).max(120);
const externalIdSchema = z.string().min(1).max(64);

export const ACTIONS = ["create", "recreate", "update", "keep", "delete"] as const;
export type StepAction = (typeof ACTIONS)[number];

/**
 * `ambiguous`: the answer never came, look before doing it again. `blocked`: its maker failed. `held`: policy.
 * `waiting`: a person is not in the guild yet.
 */
export const RESULTS = ["done", "failed", "ambiguous", "blocked", "held", "waiting"] as const;
export type StepResult = (typeof RESULTS)[number];

/** One step of a plan as people see it. Values of differences are made readable by the bot. */
export const plannedStepSchema = z.strictObject({
  kind: z.enum(KINDS),
  key: keySchema,
  action: z.enum(ACTIONS),
  /** What it is called there: `#group-3`, `Group 3 - Week 1`, a member's name. */
  label: z.string().max(200),
  /** Whether policy lets it happen now. */
  held: z.boolean(),
  /** The person is not in the guild yet. */
  waiting: z.boolean(),
  /** Settled by another step's call: members named in a channel's create. */
  carried: z.boolean(),
  differences: z
    .array(z.strictObject({ field: z.string().max(60), from: z.string().max(300), to: z.string().max(300) }))
    .max(50),
});
export type PlannedStep = z.infer<typeof plannedStepSchema>;

/** What the guild holds and forbids, looked up for this round. */
export const guildFactsSchema = z.strictObject({
  guildId: externalIdSchema,
  guildName: z.string().max(200),
  channels: z.number().int().nonnegative(),
  events: z.number().int().nonnegative(),
  members: z.number().int().nonnegative(),
  /** Discord's names of permissions the bot needs and lacks, such as `MANAGE_CHANNELS`. */
  missingPermissions: z.array(z.string().max(60)).max(60),
});
export type GuildFacts = z.infer<typeof guildFactsSchema>;

const frame = { round: z.number().int().positive(), epoch: z.number().int().nonnegative() };

/** The round's plan, told before its first step: pages count it, an approval is compared with it. */
export const plannedReportSchema = z.strictObject({
  ...frame,
  phase: z.literal("planned"),
  /** One mark per changing step, joined: after an interruption, what is left of an approved plan is a part of it. */
  fingerprint: z.string().max(40_000),
  steps: z.array(plannedStepSchema).max(2_000),
  facts: guildFactsSchema,
});

/** Told before every create: from here on the thing may exist. */
export const beganReportSchema = z.strictObject({
  ...frame,
  phase: z.literal("began"),
  kind: z.enum(KINDS),
  key: keySchema,
});

/** Told after every step. */
export const outcomeReportSchema = z.strictObject({
  ...frame,
  phase: z.literal("outcome"),
  kind: z.enum(KINDS),
  key: keySchema,
  action: z.enum(ACTIONS),
  label: z.string().max(200),
  result: z.enum(RESULTS),
  /** The outside id: present whenever the thing is known to exist. */
  id: externalIdSchema.optional(),
  trouble: troubleSchema.optional(),
  /** For access: the person concerned, and whether they have left the guild (cleaned up, counted apart: C27). */
  discordId: externalIdSchema.optional(),
  departed: z.boolean().optional(),
  /** A mark of what we last wrote there: a difference with the same mark is somebody else's doing. */
  wrote: z.string().max(64).optional(),
  /** A twin made by a lost answer was removed, or a marked stranger taken over. */
  adopted: z.boolean().optional(),
  repairedDuplicates: z.number().int().positive().optional(),
});

/** Discord's last word about writing to somebody: trying again would not change it (RE-20). */
export const UNREACHABLE_CODES: ReadonlySet<string> = new Set(["50007", "50278", "10013"]);
/** Discord objects to our writing to people at all: not one more is written (RE-21). */
export const STOP_WRITING_CODES: ReadonlySet<string> = new Set(["20026", "40003"]);

export const reportSchema = z.discriminatedUnion("phase", [
  plannedReportSchema,
  beganReportSchema,
  outcomeReportSchema,
]);
export type Report = z.infer<typeof reportSchema>;
export type OutcomeReport = z.infer<typeof outcomeReportSchema>;

/** How a round ended. `plan_changed`: reality differs from the approved plan, nothing was done. */
export const settleSchema = z.strictObject({
  ...frame,
  ending: z.enum(["settled", "plan_changed", "gave_up"]),
  /** Trouble with the round as a whole: no guild, the bot was removed, the guild cannot be read. */
  trouble: troubleSchema.optional(),
});
export type Settle = z.infer<typeof settleSchema>;

/** How the bot is, told with every renewal of its lease. */
export const botHealthSchema = z.strictObject({
  gateway: z.enum(["connecting", "ready", "down"]),
  guild: z.strictObject({ id: externalIdSchema, name: z.string().max(200) }).nullable(),
  trouble: troubleSchema.nullable(),
  missingPermissions: z.array(z.string().max(60)).max(60),
});
export type BotHealth = z.infer<typeof botHealthSchema>;

export const leaseInputSchema = z.strictObject({ holder: z.string().min(8).max(64), health: botHealthSchema });
export const briefInputSchema = z.strictObject({ subject: subjectSchema, epoch: z.number().int().nonnegative() });

/** Somebody came to or left the Discord server: the bot says who, the server knows which groups that touches. */
export const guildMemberChangeSchema = z.strictObject({
  discordId: externalIdSchema,
  change: z.enum(["joined", "left"]),
});
