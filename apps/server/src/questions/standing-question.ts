import { Membership } from "@muster/db/entities/membership";
import { Question } from "@muster/db/entities/question";
import { Signup } from "@muster/db/entities/signup";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import { meetingInstants, slotAt, weekMinuteOf } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import type { Effect, QuestionState } from "@muster/domain/question";
import { keepsRules } from "../rules/own-choice.ts";
import { readRules } from "../rules/read-rules.ts";
import { nextMeetingOf } from "../waiting/next-meeting.ts";

const POPULATED = ["person", "cohort.course", "group", "askedBy"] as const;
type LoadedQuestion = Loaded<Question, (typeof POPULATED)[number]>;

/** A question with all it rests on, as the rows have it now. */
export interface StandingQuestion extends Pick<LoadedQuestion, "person" | "cohort" | "group"> {
  question: LoadedQuestion;
  /** Null once somebody is no longer signed up. */
  role: Role | null;
  /** The live group of this cohort they are in. */
  place: { id: number; name: string } | null;
  /** A rule of the organisers stands between them and the group that is named (GR-13). */
  isRuledOut: boolean;
}

export async function standingQuestion(em: EntityManager, questionId: number): Promise<StandingQuestion | null> {
  const question = await em.findOne(
    Question,
    { id: questionId, person: { deletedAt: null } },
    { populate: POPULATED, refresh: true },
  );
  if (!question) return null;
  const here = { person: question.person.id, cohort: question.cohort.id };
  const signup = await em.findOne(Signup, here, { refresh: true });
  const held = await em.findOne(
    Membership,
    { ...here, status: "active", group: { status: { $in: [...LIVE_GROUP_STATUSES] } } },
    { populate: ["group"], refresh: true },
  );
  return {
    question,
    person: question.person,
    cohort: question.cohort,
    group: question.group,
    role: signup?.role ?? null,
    place: held && { id: held.group.id, name: held.group.name },
    isRuledOut: question.group !== null && (await isAgainstRules(em, { ...here, groupId: question.group.id })),
  };
}

async function isAgainstRules(
  em: EntityManager,
  { person, cohort, groupId }: { person: number; cohort: number; groupId: number },
): Promise<boolean> {
  return !keepsRules(await readRules(em, cohort), [{ personId: person, to: groupId }]);
}

/** What a question is worth at an instant, also before anybody has swept it away. */
export function stateOf({ question, cohort, role }: StandingQuestion, now: Date): QuestionState {
  if (question.state !== "open") return question.state;
  return now >= question.until || !isOpen(cohort) || role === null ? "expired" : "open";
}

/**
 * What a yes does now beside adding the hours; once it was said, what it did.
 *
 * | leads here | has a place | a group is named | it lives and meets then | has a free seat | |
 * |---|---|---|---|---|---|
 * | yes | – | – | – | – | hours |
 * | no | yes | – | – | – | elsewhere |
 * | no | no | no, or a rule forbids it | – | – | hours |
 * | no | no | yes | no | – | gone |
 * | no | no | yes | yes | no | full |
 * | no | no | yes | yes | yes | place |
 */
export function effectOf({ question, cohort, group, role, place, isRuledOut }: StandingQuestion): Effect {
  if (question.effect) return question.effect;
  if (role === "facilitator") return "hours";
  if (place) return "elsewhere";
  if (!group || isRuledOut) return "hours";
  if (!group.isLive() || weekMinuteOf(group) !== question.groupStart) return "gone";
  return group.freeSeats(cohort) > 0 ? "place" : "full";
}

/** When the meeting one is asked for would be held next; null when none lies ahead. */
export async function firstMeeting(em: EntityManager, standing: StandingQuestion, now: Date): Promise<Date | null> {
  const { question, cohort, group } = standing;
  if (group && effectOf(standing) !== "gone") return nextMeetingOf(em, group.id, now);
  const slot = slotAt(question.groupStart, cohort.meetingLengthMinutes, cohort.timeZone);
  const dates = meetingInstants(slot, cohort.startDate, cohort.numberOfMeetings);
  return dates.find(({ startsAt }) => startsAt > now)?.startsAt ?? null;
}
