import { schedulingSettingsSchema, type SchedulingSettings } from "@muster/domain/scheduling-settings";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, Invalid } from "../refusal.ts";
import { defaultSettings } from "../scheduling/defaults.ts";
import { beginScheduling } from "../scheduling/schedule-cohort.ts";
import { schedulingResult } from "../scheduling/scheduling-result.ts";
import { together } from "../transaction.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

interface Asked extends Invocation {
  cohortId: number;
  /** Only what was chosen; the rest is the cohort's own. */
  settings: Readonly<Record<string, number | boolean | undefined>>;
}

interface Begun {
  runId: number;
  /** How many people it looks for places for: the first thing that is said (C16). */
  people: number;
}

const SCOPE = "commands.schedule";
const name = (interactionId: string) => `${SCOPE}/${interactionId}`;

/**
 * /schedule: begins a run that accepts its own result (design decision 11). The interaction's id makes it one run, however
 * often Discord or the bot tells of it. Not waited for: the bot follows the run.
 */
export async function scheduleByCommand(ctx: Context, input: Asked): Promise<Begun> {
  const own = await onBehalfOf(ctx, input);
  const { cohortId, interactionId } = input;
  const settings = settingsOf(await defaultSettings(own, { cohortId }), input.settings);
  const earlier = await reserve(own, interactionId);
  if (earlier) return earlier;
  try {
    const { runId, people } = await beginScheduling(own, { cohortId, settings });
    await keepAnswer(own, { interactionId, cohortId, begun: { runId, people } });
    return { runId, people };
  } catch (error) {
    await forget(own, interactionId);
    throw error;
  }
}

function settingsOf(defaults: SchedulingSettings, given: Asked["settings"]): SchedulingSettings {
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = schedulingSettingsSchema.safeParse({ ...defaults, ...chosen });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Invalid(issue?.message ?? "These settings do not fit together.", {
    field: issue?.path.join(".") ?? "settings",
  });
}

/** A run takes longer than a transaction may, so that the key is written first and its answer afterwards. */
async function reserve(ctx: Context, interactionId: string): Promise<Begun | null> {
  return together(ctx, async (tx) => {
    const fresh = await tx.em.execute<unknown[]>(
      `insert into idempotency_keys (key, scope, request_hash, at) values (?, ?, '', ?)
       on conflict (key) do nothing returning id`,
      [name(interactionId), SCOPE, tx.clock()],
    );
    if (fresh.length > 0) return null;
    const [kept] = await tx.em.execute<{ answer: Begun | null }[]>(
      "select answer from idempotency_keys where key = ?",
      [name(interactionId)],
    );
    if (kept?.answer) return kept.answer;
    throw new Conflict("This command is being carried out already. Give it again in a moment if nothing comes.");
  });
}

async function keepAnswer(
  ctx: Context,
  { interactionId, cohortId, begun }: { interactionId: string; cohortId: number; begun: Begun },
): Promise<void> {
  await together(ctx, async (tx) => {
    await tx.em.execute("update idempotency_keys set answer = ?::jsonb where key = ?", [
      JSON.stringify(begun),
      name(interactionId),
    ]);
    await audit(tx, { action: SCOPE, object: `cohort:${cohortId}`, after: { run: begun.runId, interactionId } });
  });
}

/** Refused: the same words come again when it is asked again. */
async function forget(ctx: Context, interactionId: string): Promise<void> {
  await together({ ...ctx, mayStill: null }, (tx) =>
    tx.em.execute("delete from idempotency_keys where key = ? and answer is null", [name(interactionId)]),
  );
}

export interface ScheduleResult {
  cohortName: string;
  groupsCreated: number;
  usersGrouped: number;
  ungroupable: number;
  /** Whole per cent, rounded down (D6). */
  placement: number;
  groups: { name: string; memberCount: number; meetingTime: string }[];
  unplaced: { name: string; sentence: string; remedy: string | null }[];
  proven: boolean;
  /** Where the run is on its page. */
  pageUrl: string;
}

/** What /schedule shows at its end; null while the run works. */
export async function scheduleResult(
  ctx: Context,
  input: Invocation & { runId: number },
): Promise<ScheduleResult | null> {
  const own = await onBehalfOf(ctx, input);
  const result = await schedulingResult(own, { runId: input.runId });
  if (!result) return null;
  const { cohortId, cohortName, groupsCreated, usersGrouped, usersUngroupable, groups, unplaced, proven } = result;
  const people = usersGrouped + usersUngroupable;
  return {
    cohortName,
    groupsCreated,
    usersGrouped,
    ungroupable: usersUngroupable,
    placement: people === 0 ? 0 : Math.floor((100 * usersGrouped) / people),
    groups: groups.map(({ groupName, memberCount, meetingTime }) => ({ name: groupName, memberCount, meetingTime })),
    unplaced,
    proven,
    pageUrl: `${own.house.config.appUrl}/cohorts/${cohortId}/schedule`,
  };
}
