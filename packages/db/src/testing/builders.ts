import { settingsFor } from "@muster/domain/scheduling-settings";
import { groupSubject } from "@muster/domain/subject";
import type { RequiredEntityData } from "@mikro-orm/core";
import { Cohort } from "../entities/cohort.entity.ts";
import { Course } from "../entities/course.entity.ts";
import { Facilitator } from "../entities/facilitator.entity.ts";
import { GroupingRulePerson } from "../entities/grouping-rule-person.entity.ts";
import { GroupingRule } from "../entities/grouping-rule.entity.ts";
import { Group } from "../entities/group.entity.ts";
import { Meeting } from "../entities/meeting.entity.ts";
import { Membership } from "../entities/membership.entity.ts";
import { Person } from "../entities/person.entity.ts";
import { ScheduleRun } from "../entities/schedule-run.entity.ts";
import { Session } from "../entities/session.entity.ts";
import { Signup } from "../entities/signup.entity.ts";
import { SyncTask } from "../entities/sync-task.entity.ts";
import type { EntityManager } from "../orm.ts";

/** Each builder writes one sensible, unique row and answers it; anything may be given instead. */
type Given<T> = Partial<RequiredEntityData<T>>;

let count = 0;
const next = (): number => ++count;

/** A weekday evening, Monday to Friday 18:00-21:00. */
export const evenings = [0, 1, 2, 3, 4].map((day) => ({ start: day * 1_440 + 1_080, end: day * 1_440 + 1_260 }));

const A_SNOWFLAKE = 1_050_000_000_000_000_000n;

export async function aPerson(em: EntityManager, given: Given<Person> = {}): Promise<Person> {
  const number = next();
  return written(
    em,
    em.create(Person, {
      name: `Person ${number}`,
      discordId: String(A_SNOWFLAKE + BigInt(number) * 4_194_304n),
      discordUsername: `person${number}`,
      timeZone: "Europe/London",
      availability: { available: evenings, ifNeeded: [] },
      availabilityAt: new Date("2026-09-01T10:00:00Z"),
      ...given,
    }),
  );
}

export const aCourse = (em: EntityManager, given: Given<Course> = {}): Promise<Course> => {
  const number = next();
  return written(em, em.create(Course, { slug: `course-${number}`, title: `Course ${number}`, ...given }));
};

export async function aCohort(em: EntityManager, given: Given<Cohort> = {}): Promise<Cohort> {
  const number = next();
  return written(
    em,
    em.create(Cohort, {
      name: `Cohort ${number}`,
      startDate: "2026-10-05",
      timeZone: "Europe/London",
      signupCode: `code-${number}`,
      ...given,
      course: given.course ?? (await aCourse(em)),
    }),
  );
}

export async function aSignup(em: EntityManager, given: Given<Signup> = {}): Promise<Signup> {
  const person = given.person ?? (await aPerson(em));
  const cohort = given.cohort ?? (await aCohort(em));
  return written(em, em.create(Signup, { role: "participant", ...given, person, cohort }));
}

export async function aFacilitator(em: EntityManager, given: Given<Facilitator> = {}): Promise<Facilitator> {
  const person = given.person ?? (await aPerson(em));
  return written(em, em.create(Facilitator, { certifiedAt: new Date("2026-08-01T10:00:00Z"), ...given, person }));
}

/** Tuesdays 18:00 in London, in preview. */
export async function aGroup(em: EntityManager, given: Given<Group> = {}): Promise<Group> {
  const cohort = given.cohort ?? (await aCohort(em));
  return written(
    em,
    em.create(Group, {
      name: `Group ${next()}`,
      weekday: 1,
      startMinute: 1_080,
      timeZone: "Europe/London",
      ...given,
      cohort,
    }),
  );
}

/** A seat taken in the group; the group's `taken` is counted by the database and read again. */
export async function aMembership(em: EntityManager, group: Group, given: Given<Membership> = {}): Promise<Membership> {
  const person = given.person ?? (await aPerson(em));
  const membership = em.create(Membership, { role: "participant", ...given, group, cohort: group.cohort.id, person });
  await written(em, membership);
  await em.refresh(group);
  return membership;
}

export async function aMeeting(em: EntityManager, group: Group, given: Given<Meeting> = {}): Promise<Meeting> {
  const number = typeof given.number === "number" ? given.number : 1;
  const startsAt = new Date(Date.UTC(2026, 9, 6 + 7 * (number - 1), 17));
  return written(em, em.create(Meeting, { startsAt, ...given, number, group }));
}

export async function aScheduleRun(em: EntityManager, given: Given<ScheduleRun> = {}): Promise<ScheduleRun> {
  const cohort = given.cohort ?? (await aCohort(em));
  return written(
    em,
    em.create(ScheduleRun, {
      number: next(),
      settings: {
        ...settingsFor({ meetingLengthMinutes: 60, stepMinutes: 30, minSize: 4, maxSize: 8 }),
        iterations: 100,
        timeLimitSeconds: 5,
      },
      seed: 1,
      inputFingerprint: "none",
      ...given,
      cohort,
    }),
  );
}

/** In every cohort, unless one is given. */
export async function aGroupingRule(
  em: EntityManager,
  people: readonly { id: number }[],
  given: Given<GroupingRule> = {},
): Promise<GroupingRule> {
  const ids = people.map(({ id }) => id).toSorted((a, b) => a - b);
  const rule = em.create(GroupingRule, { kind: "apart", madeBy: "Kim", ...given, peopleKey: ids.join() });
  await em.persist(rule).flush();
  for (const person of ids) em.persist(em.create(GroupingRulePerson, { rule, person }));
  await em.flush();
  return rule;
}

export async function aSession(em: EntityManager, given: Given<Session> = {}): Promise<Session> {
  const person = given.person ?? (await aPerson(em));
  return written(
    em,
    em.create(Session, {
      tokenHash: `hash-${next()}`,
      expiresAt: new Date("2100-01-01T00:00:00Z"),
      lastSeenAt: new Date("2026-09-01T10:00:00Z"),
      ...given,
      person,
    }),
  );
}

export const aSyncTask = (em: EntityManager, group: Group, given: Given<SyncTask> = {}): Promise<SyncTask> =>
  written(em, em.create(SyncTask, { subject: groupSubject(group.id), system: "discord", generation: 1, ...given }));

async function written<T extends object>(em: EntityManager, entity: T): Promise<T> {
  await em.persist(entity).flush();
  return entity;
}
