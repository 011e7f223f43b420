import { SyncRound } from "@muster/db/entities/sync-round";
import type { SyncTask } from "@muster/db/entities/sync-task";
import { LockMode } from "@muster/db/orm";
import type { Brief, PersonBrief, RoundPolicy } from "@muster/domain/brief";
import type { EndingDeed } from "@muster/domain/ending";
import { parseSubject, type Subject } from "@muster/domain/subject";
import type { Context } from "../context.ts";
import { together, type Tx } from "../transaction.ts";
import { supposing } from "../endings/suppose.ts";
import { answerAlone } from "./answer-alone.ts";
import { moveToArchive } from "./archive.ts";
import { composeCohort, composeGroup } from "./compose-brief.ts";
import { composePerson } from "./compose-person.ts";
import { assertEpoch } from "./lease.ts";
import { lockGroup } from "./lock-group.ts";
import { waitsForMerge } from "./merge-waits.ts";
import { lockTask, ringFor } from "./request-sync.ts";
import { interruptRounds } from "./rounds.ts";
import { setAsideOrWait } from "./set-aside.ts";

export interface BriefInput {
  subject: Subject;
  epoch: number;
}

/**
 * Opens a round: what should be true of this subject now, and what may be done about it. Null when there is nothing to
 * do. A guild has one round at a time, so that every other open round ends here. A subject whose brief cannot be made
 * harms nobody else: it is tried again later and set aside in the end (EV-6).
 */
export async function openRound(ctx: Context, { subject, epoch }: BriefInput): Promise<Brief | PersonBrief | null> {
  await together(ctx, async (tx) => {
    await assertEpoch(tx.em, epoch);
    await interruptRounds(tx);
  });
  try {
    const opened = await together(ctx, async (tx) => {
      await assertEpoch(tx.em, epoch);
      const look = await openDryRun(tx, subject, epoch);
      if (look?.supposing) return { look, deed: look.supposing.deed };
      return look ? compose(tx, look) : openRealRound(tx, subject, epoch);
    });
    return opened && "look" in opened ? await composeSupposed(ctx, opened.look, opened.deed) : opened;
  } catch (error) {
    if (isRefusal(error)) throw error;
    ctx.house.log.error({ err: error, subject }, "a brief could not be made");
    await together(ctx, (tx) => setAsideOrWait(tx, subject, messageOf(error)));
    return null;
  }
}

const isRefusal = (error: unknown): boolean => error instanceof Error && "kind" in error;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Somebody wants to see a plan: the same round with a policy that touches nothing. */
async function openDryRun(tx: Tx, subject: Subject, epoch: number): Promise<SyncRound | null> {
  const round = await tx.em.findOne(
    SyncRound,
    { subject, dryRun: true, ending: null },
    { orderBy: { id: "desc" }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!round) return null;
  round.epoch = epoch;
  round.beganAt = tx.clock();
  await tx.em.flush();
  return round;
}

/** As it would be after a deed that is not done: one that has become impossible ends the look with the verb's refusal. */
async function composeSupposed(ctx: Context, round: SyncRound, deed: EndingDeed): Promise<Brief | PersonBrief | null> {
  try {
    return await supposing(ctx, deed, (tx) => compose(tx, round));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const trouble = { class: "needs_person", code: "not_possible", message: messageOf(error) };
    await together(ctx, async (tx) => {
      await tx.em.execute("update sync_rounds set ending = 'gave_up', trouble = ?::jsonb where id = ?", [
        JSON.stringify(trouble),
        round.id,
      ]);
      await ringFor(tx, round.subject);
    });
    return null;
  }
}

async function openRealRound(tx: Tx, subject: Subject, epoch: number): Promise<Brief | PersonBrief | null> {
  const group = await lockGroup(tx.em, subject);
  const task = await lockTask(tx.em, subject, "discord");
  if (!isDue(task, tx.clock())) return null;
  if (await waitsForMerge(tx, task, group)) return null;
  if (group && !group.isLive()) await moveToArchive(tx, group);
  if (await answerAlone(tx, task, group)) return null;
  const policy: RoundPolicy = { ...task.policy, dryRun: false };
  const { generation } = task;
  // In flight from the start: a crash after the brief cannot forget that something may be on its way.
  const round = tx.em.create(SyncRound, {
    subject,
    system: "discord",
    epoch,
    generation,
    policy,
    inFlight: true,
    beganAt: tx.clock(),
    steps: [],
  });
  task.state = "working";
  task.nextAt = null;
  await tx.em.persist(round).flush();
  await ringFor(tx, subject);
  return compose(tx, round);
}

/** Whether there is something to do now. */
export function isDue(task: SyncTask, now: Date): boolean {
  if (task.state === "due" || task.state === "working") return true;
  return task.state === "waiting" && (task.nextAt === null || task.nextAt <= now);
}

async function compose(tx: Tx, round: SyncRound): Promise<Brief | PersonBrief | null> {
  const { kind, id } = parseSubject(round.subject);
  if (kind === "person") return composePerson(tx, round, id);
  return kind === "cohort" ? composeCohort(tx, round, id) : composeGroup(tx, round, id);
}
