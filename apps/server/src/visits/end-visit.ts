import { Attendance } from "@muster/db/entities/attendance";
import { Visit } from "@muster/db/entities/visit";
import type { StandingVisit } from "@muster/db/queries/standing-visits";
import type { VisitEnding } from "@muster/domain/visit";
import { tell } from "../notifications/tell.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import type { Tx } from "../transaction.ts";
import { ringVisit, toldOf } from "./hold-visit.ts";

/**
 * A visit ends before its time, in the caller's transaction and with both groups' rows held. Whoever expected the guest
 * hears it, and hears it before the guest loses sight of the room: a round says what is to be said before it takes
 * access away. Of a meeting that has begun nothing is told and no answer is changed: it took place.
 */
export async function endVisit(tx: Tx, seen: StandingVisit, as: VisitEnding): Promise<void> {
  const visit = await tx.em.findOneOrFail(Visit, seen.visitId);
  Object.assign(visit, { endedAt: tx.clock(), ending: as });
  await tx.em.flush();
  const isAhead = seen.meetsAt > tx.clock();
  if (isAhead) await takeBackAnswers(tx, visit, seen);
  const [toHost, toHome] = isAhead ? [await tellHost(tx, seen, as), await tellHome(tx, seen, as)] : [false, false];
  // Any round since the window opened may have let them in, also before the group was told.
  const mayBeIn = seen.openedAt !== null || tx.clock() >= seen.opensAt;
  await syncAfterGroupChange(tx, mayBeIn || toHost ? seen.hostGroupId : null, toHome ? seen.homeGroupId : null);
  await ringVisit(tx, seen);
}

/** The host's list forgets the guest; at home the answer is what it was, unless they have given another since. */
async function takeBackAnswers(tx: Tx, { answerBefore }: Visit, seen: StandingVisit): Promise<void> {
  const { personId: person, hostMeetingId, homeMeetingId } = seen;
  const asGuest = await tx.em.findOne(Attendance, { meeting: hostMeetingId, person, kind: "guest" });
  if (asGuest) tx.em.remove(asGuest);
  const atHome = await tx.em.findOne(Attendance, { meeting: homeMeetingId, person, kind: "member" });
  if (atHome?.answer === "not_attending" && atHome.source === "hand") {
    if (answerBefore) Object.assign(atHome, answerBefore);
    else tx.em.remove(atHome);
  }
  await tx.em.flush();
}

/** Only a group that has heard of its guest is told that they stay away; a new member is welcomed instead. */
async function tellHost(tx: Tx, seen: StandingVisit, as: VisitEnding): Promise<boolean> {
  if (seen.openedAt === null || seen.hostStatus !== "active" || as === "joined_host") return false;
  const { number } = seen;
  await tell(tx, toldOf(seen, seen.hostGroupId), {
    kind: "guest_not_coming",
    payload: { number },
    channels: ["discord_channel"],
  });
  return true;
}

/** Their own group expects them again; whoever lost a visit by nobody's wish of theirs is written to. */
async function tellHome(tx: Tx, seen: StandingVisit, because: VisitEnding): Promise<boolean> {
  const { number, hostName: host } = seen;
  const isExpected = seen.hasStay && seen.homeStatus === "active";
  const isLost = because.startsWith("host_") || (because === "stay_ended" && seen.stayStatus === "removed");
  await tell(tx, toldOf(seen, seen.homeGroupId), {
    kind: "visit_off",
    payload: { number, host, because },
    channels: [
      ...(isExpected ? ["discord_channel" as const] : []),
      ...(isLost && seen.hasEmail ? ["email" as const] : []),
    ],
  });
  return isExpected;
}
