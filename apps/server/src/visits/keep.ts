import { Visit } from "@muster/db/entities/visit";
import { standingVisits, type StandingVisit } from "@muster/db/queries/standing-visits";
import { visitStanding } from "@muster/domain/visit";
import { systemContext, type Context } from "../context.ts";
import type { House } from "../house.ts";
import { tell } from "../notifications/tell.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { endVisit } from "./end-visit.ts";
import { holdVisit, ringVisit, toldOf } from "./hold-visit.ts";
import { createVisitsQueue, VISITS_QUEUE } from "./queue.ts";

/** Looks at the visits as soon as something they rest on changes, and every minute for what only time changes. */
export async function openVisits(house: House): Promise<AsyncDisposable> {
  const { boss } = house;
  await createVisitsQueue(boss);
  const polling = { notifyPollingIntervalSeconds: 2, pollingIntervalSeconds: 2 };
  await boss.work(VISITS_QUEUE, polling, async ([job]) => {
    await keepVisits(systemContext(house, job?.id ?? "visits"));
  });
  await boss.schedule(VISITS_QUEUE, "* * * * *");
  return { [Symbol.asyncDispose]: () => boss.offWork(VISITS_QUEUE, { wait: true }) };
}

/**
 * Opens, closes and ends visits as the rows and the hour ask for. Who may see a room is read from the same rows in every
 * round; this only sees to it that a round comes and that people hear of it. After a downtime it does what is still of
 * use. A visit that throws keeps no other waiting.
 */
export async function keepVisits(ctx: Context): Promise<void> {
  for (const visit of await standingVisits(ctx.em)) {
    if (deedFor(visit, ctx.clock()) === null) continue;
    try {
      await together(ctx, (tx) => keepVisit(tx, visit));
    } catch (error) {
      ctx.house.log.error({ err: error, visit: visit.visitId }, "a visit could not be kept");
    }
  }
}

type Deed = (tx: Tx, visit: StandingVisit) => Promise<void>;

/** Null: all that the hour asks for is done. */
function deedFor(visit: StandingVisit, now: Date): Deed | null {
  const standing = visitStanding(visit, now);
  switch (standing.state) {
    case "ahead":
      return null;
    case "open":
      return visit.openedAt === null ? openVisit : null;
    case "over":
      return closeVisit;
    case "ended":
      return (tx, held) => endVisit(tx, held, standing.as);
  }
}

async function keepVisit(tx: Tx, seen: StandingVisit): Promise<void> {
  const visit = await holdVisit(tx, seen);
  await (visit && deedFor(visit, tx.clock())?.(tx, visit));
}

/** The host group hears of its guest and lets them in; of a meeting that has begun meanwhile nothing is said (TM-1). */
export async function openVisit(tx: Tx, visit: StandingVisit): Promise<void> {
  await write(tx, visit, { openedAt: tx.clock() });
  if (visit.meetsAt > tx.clock())
    await tell(tx, toldOf(visit, visit.hostGroupId), {
      kind: "guest_coming",
      payload: { number: visit.number, startsAt: visit.meetsAt.toISOString() },
      channels: ["discord_channel"],
    });
  await syncAfterGroupChange(tx, visit.hostGroupId);
  await ringVisit(tx, visit);
}

async function closeVisit(tx: Tx, visit: StandingVisit): Promise<void> {
  await write(tx, visit, { closedAt: tx.clock() });
  await syncAfterGroupChange(tx, visit.hostGroupId);
  await ringVisit(tx, visit);
}

async function write(tx: Tx, { visitId }: StandingVisit, change: Partial<Visit>): Promise<void> {
  Object.assign(await tx.em.findOneOrFail(Visit, visitId), change);
  await tx.em.flush();
}
