import { Attendance } from "@muster/db/entities/attendance";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import { Signup } from "@muster/db/entities/signup";
import { Visit } from "@muster/db/entities/visit";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { recordAnswer } from "@muster/db/queries/record-answer";
import { standingVisits } from "@muster/db/queries/standing-visits";
import { visitStanding } from "@muster/domain/visit";
import type { Context, Signed } from "../context.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { tell } from "../notifications/tell.ts";
import { Conflict, NotAllowed, NotFound } from "../refusal.ts";
import { mayVisit } from "../rules/own-choice.ts";
import { readRules } from "../rules/read-rules.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { ringVisit, toldOf } from "./hold-visit.ts";
import { openVisit } from "./keep.ts";
import { closedForVisits, whyNoVisit } from "./why-not.ts";

interface Asked {
  /** The meeting of one's own group that one cannot make. */
  homeMeetingId: number;
  /** The meeting of another group, of the same number and still ahead. */
  hostMeetingId: number;
}

/**
 * One's place stays where it is; for one meeting one is another group's guest. The guest's seat is counted under the host
 * group's lock (DB-1). Whatever a calendar says later of either meeting, this was decided by hand (L6).
 */
export async function visitGroup(ctx: Signed<Context>, asked: Asked): Promise<{ visitId: number }> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    const seen = await findPair(tx.em, asked, personId);
    await holdSignup(tx, { personId, cohortId: seen.cohort.id });
    await lockGroups(tx, [seen.home.group.id, seen.host.group.id]);
    const pair = await findPair(tx.em, asked, personId);
    const closed = closedForVisits(pair.cohort, pair.role);
    if (closed) throw new NotAllowed(closed);
    const refusal = await whyNot(tx, pair, personId);
    if (refusal) throw new Conflict(refusal);
    const visit = await write(tx, pair, personId);
    await begin(tx, visit.id);
    return { visitId: visit.id };
  });
}

type GroupMeeting = Loaded<Meeting, "group">;

/** Both meetings as one who has a place beside the one may see them; what is not theirs does not exist. */
async function findPair(em: EntityManager, { homeMeetingId, hostMeetingId }: Asked, personId: number) {
  const home = await findMeeting(em, homeMeetingId);
  const stay =
    home &&
    (await em.findOne(
      Membership,
      { group: home.group.id, person: personId, status: "active" },
      { populate: ["cohort"], refresh: true },
    ));
  if (!stay) throw new NotFound("That is not a meeting of your group.");
  const host = await findMeeting(em, hostMeetingId);
  if (!host || host.group.cohort.id !== stay.cohort.id) throw new NotFound("There is no such meeting in your cohort.");
  const signup = await em.findOne(Signup, { person: personId, cohort: stay.cohort.id });
  const role = stay.role === "facilitator" ? stay.role : (signup?.role ?? stay.role);
  return { home, host, stay, cohort: stay.cohort, role };
}

type Pair = Awaited<ReturnType<typeof findPair>>;

const findMeeting = (em: EntityManager, id: number): Promise<GroupMeeting | null> =>
  em.findOne(Meeting, { id, status: "planned" }, { populate: ["group"], refresh: true });

async function whyNot(tx: Tx, { home, host, cohort }: Pair, personId: number): Promise<string | null> {
  const visits = await standingVisits(tx.em, { cohortId: cohort.id });
  const now = tx.clock();
  const guests = visits.filter(
    (visit) => visit.hostMeetingId === host.id && visitStanding(visit, now).state !== "ended",
  );
  const mine = await tx.em.findOne(
    Visit,
    { person: personId, cohort: cohort.id, number: home.number, endedAt: null },
    { populate: ["hostMeeting.group"] },
  );
  return whyNoVisit({
    home: sideOf(home),
    host: sideOf(host),
    seatsLeft: host.group.freeSeats(cohort) - guests.length,
    visiting: mine?.hostMeeting.group.name ?? null,
    mayVisit: mayVisit(await readRules(tx.em, cohort.id), {
      personId,
      groupId: host.group.id,
      guests: guests.map((visit) => visit.personId),
    }),
    now,
  });
}

const sideOf = ({ group, number, startsAt }: GroupMeeting) => ({
  groupId: group.id,
  groupName: group.name,
  groupStatus: group.status,
  number,
  startsAt,
});

/** The intent, and the two answers that follow from it. */
async function write(tx: Tx, { home, host, stay, cohort }: Pair, personId: number): Promise<Visit> {
  const before = await tx.em.findOne(Attendance, { meeting: home.id, person: personId, kind: "member" });
  const visit = tx.em.create(Visit, {
    person: personId,
    cohort: cohort.id,
    membership: stay.id,
    homeMeeting: home.id,
    hostMeeting: host.id,
    number: home.number,
    meetsAt: host.startsAt,
    askedAt: tx.clock(),
    answerBefore: before && { answer: before.answer, source: before.source },
  });
  await tx.em.persist(visit).flush();
  const byHand = { personId, source: "hand" } as const;
  await recordAnswer(tx.em, { ...byHand, meetingId: home.id, kind: "member", answer: "not_attending" });
  await recordAnswer(tx.em, { ...byHand, meetingId: host.id, kind: "guest", answer: "attending" });
  return visit;
}

/** One's own group hears of it at once, the host group when its rooms open: perhaps at once as well. */
async function begin(tx: Tx, visitId: number): Promise<void> {
  const [visit] = await standingVisits(tx.em, { visitId });
  if (!visit) return;
  if (visit.homeStatus === "active") {
    const { number, hostName: host } = visit;
    await tell(tx, toldOf(visit, visit.homeGroupId), {
      kind: "member_visits",
      payload: { number, host },
      channels: ["discord_channel"],
    });
    await syncAfterGroupChange(tx, visit.homeGroupId);
  }
  if (visitStanding(visit, tx.clock()).state === "open") await openVisit(tx, visit);
  else await ringVisit(tx, visit);
}
