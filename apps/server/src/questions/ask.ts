import { Group } from "@muster/db/entities/group";
import { displayName, type Person } from "@muster/db/entities/person";
import { Question } from "@muster/db/entities/question";
import type { Signup } from "@muster/db/entities/signup";
import { Cohort } from "@muster/db/entities/cohort";
import type { Loaded } from "@muster/db/orm";
import { fitOf, hasPainted } from "@muster/domain/availability";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { untilAfter, type Asking } from "@muster/domain/question";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { currentPlace } from "../groups/join.ts";
import { refuseAway } from "../groups/refuse-away.ts";
import { holdSignup } from "../groups/seats.ts";
import { tell } from "../notifications/tell.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { brokenBy } from "../rules/breaches.ts";
import { readRules } from "../rules/read-rules.ts";
import { signupInOpenCohort } from "../signups/leave-out.ts";
import { together, type Tx } from "../transaction.ts";
import { hoursWords } from "./question-words.ts";

/** A question taken back at once is told to nobody. */
const HOLD_MS = 30_000;

export interface Asked {
  questionId: number;
  until: Date;
  /** False where it stood already: asking twice shows the first. */
  isNew: boolean;
}

/** Somebody without a place is asked whether they could make a few hours free (SC-14); told once, and they need not sign in. */
export async function ask(ctx: Signed<Context>, asking: Asking): Promise<Asked> {
  const { cohortId, personId, window, groupStart, days } = asking;
  return together(ctx, async (tx) => {
    await holdSignup(tx, { personId, cohortId });
    const signup = await signupInOpenCohort(tx.em, { cohortId, personId });
    const group = await groupAsked(tx, asking);
    if (group) await refuseBreaking(tx, { personId, cohortId, groupId: group.id });
    const standing = await standingAlready(tx, asking);
    if (standing) return { questionId: standing.id, until: standing.until, isNew: false };
    await refuseAsking(tx, signup, asking);
    const cohort = await tx.em.findOneOrFail(Cohort, cohortId);
    const question = tx.em.create(Question, {
      person: personId,
      cohort: cohortId,
      startMinute: window.start,
      endMinute: window.end,
      timeZone: signup.person.timeZone ?? cohort.timeZone,
      groupStart,
      group: group?.id ?? null,
      askedBy: ctx.viewer.personId,
      askedAt: tx.clock(),
      until: untilAfter(tx.clock(), days),
    });
    await tx.em.persist(question).flush();
    await tellThem(tx, question, signup);
    await audit(tx, {
      action: "questions.ask",
      object: `person:${personId}`,
      after: { hours: hoursWords(question), group: group?.name ?? null, until: question.until },
      cohortId,
    });
    await ring(tx, "person", personId);
    await ring(tx, "cohort", cohortId);
    return { questionId: question.id, until: question.until, isNew: true };
  });
}

async function groupAsked(tx: Tx, { groupId, cohortId, groupStart }: Asking): Promise<Group | null> {
  if (groupId === undefined) return null;
  const group = await tx.em.findOne(Group, { id: groupId, cohort: cohortId }, { refresh: true });
  if (!group) throw new NotFound("There is no such group in this cohort.");
  if (!group.isLive()) throw new Conflict(`${group.name} has ended.`);
  if (weekMinuteOf(group) !== groupStart) throw new Conflict(`${group.name} meets at another time by now. Look again.`);
  return group;
}

/** A yes would be a promise that a rule takes back (GR-13). */
async function refuseBreaking(
  tx: Tx,
  { personId, cohortId, groupId }: { personId: number; cohortId: number; groupId: number },
): Promise<void> {
  const [broken] = brokenBy(await readRules(tx.em, cohortId), [{ personId, to: groupId }]);
  if (broken) throw new Conflict(`A rule speaks against it: ${broken}`);
}

/** One open question for each person, cohort and stretch; one whose time has passed makes room. */
async function standingAlready(tx: Tx, { personId, cohortId, window }: Asking): Promise<Question | null> {
  const open = await tx.em.findOne(
    Question,
    { person: personId, cohort: cohortId, startMinute: window.start, endMinute: window.end, state: "open" },
    { refresh: true },
  );
  if (!open || tx.clock() < open.until) return open;
  Object.assign(open, { state: "expired", closedAt: tx.clock() });
  await tx.em.flush();
  return null;
}

async function refuseAsking(tx: Tx, signup: Loaded<Signup, "person">, { cohortId, window }: Asking): Promise<void> {
  const { person, role } = signup;
  const name = displayName(person);
  refuseAway(signup);
  if (!hasPainted(person.availability)) throw new Conflict(`${name} has painted no week yet. Ask for that first.`);
  if (fitOf(person.availability, window.start, window.end - window.start) !== "not_free")
    throw new Conflict(`${name} is free then by now. Look again.`);
  const place = role === "participant" ? await currentPlace(tx.em, { personId: person.id, cohortId }) : null;
  const group = place && (await tx.em.findOneOrFail(Group, place.group.id));
  if (group?.isLive()) throw new Conflict(`${name} is in ${group.name} already.`);
}

async function tellThem(tx: Tx, question: Question, { person }: { person: Pick<Person, "id" | "email"> }) {
  const hasEmail = person.email !== null;
  const reader = { membershipId: null, about: `question:${question.id}`, personId: person.id, groupId: null, hasEmail };
  await tell(tx, reader, {
    kind: "hours_asked",
    payload: { questionId: question.id, cohortId: question.cohort.id, until: question.until.toISOString() },
    channels: hasEmail ? ["email"] : [],
    notBefore: new Date(tx.clock().getTime() + HOLD_MS),
  });
}
