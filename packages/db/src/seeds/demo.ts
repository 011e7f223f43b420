import type { Availability } from "@muster/domain/availability";
import { normaliseAvailability } from "@muster/domain/availability";
import { offsetMinutesAt, wallTimeAt } from "@muster/domain/time-zone";
import { MINUTES_PER_DAY, modulo, parseIntervals, type Interval } from "@muster/domain/week";
import { Cohort } from "../entities/cohort.entity.ts";
import { Course } from "../entities/course.entity.ts";
import { Facilitator } from "../entities/facilitator.entity.ts";
import { Person } from "../entities/person.entity.ts";
import { Signup } from "../entities/signup.entity.ts";
import type { EntityManager } from "../orm.ts";
import { discordIdOf, usernameOf } from "./demo-accounts.ts";
import { cast, circles, habits, organiser, type CastMember } from "./demo-cast.ts";

/** The secret part of the demo cohort's sign-up link, by which it is also recognised. */
export const DEMO_SIGNUP_CODE = "rehearsal";
const COHORT_ZONE = "Europe/London";

/**
 * One believable cohort: more than seventy people in ten zones. It begins on a Monday two to three weeks after `now`. Doing it again
 * changes nothing, also when people have since painted other weeks. Answers whether it wrote anything.
 */
export function seedDemo(em: EntityManager, now: Date): Promise<boolean> {
  return em.fork().transactional(async (tx) => {
    if (await tx.findOne(Cohort, { signupCode: DEMO_SIGNUP_CODE })) return false;
    const startDate = demoStartDate(now);
    const course = tx.create(Course, { slug: "ai-safety-fundamentals", title: "AI Safety Fundamentals" });
    const cohort = tx.create(Cohort, {
      course,
      name: `${monthOf(startDate)} cohort`,
      startDate,
      timeZone: COHORT_ZONE,
      signupCode: DEMO_SIGNUP_CODE,
    });
    tx.create(Person, {
      ...accountOf(organiser.name),
      timeZone: organiser.timeZone,
      persona: organiser.persona,
      inGuild: null,
    });
    for (const [index, member] of cast.entries()) {
      const person = tx.create(Person, personOf(member, { index, startDate, now }));
      tx.create(Signup, { person, cohort, role: member.role });
      if (member.role !== "facilitator") continue;
      tx.create(Facilitator, { person, certifiedAt: daysBefore(now, 60), maxGroups: member.maxGroups ?? 1 });
    }
    return true;
  });
}

/** The Monday at least fourteen days after today, on the cohort's calendar. */
export function demoStartDate(now: Date): string {
  const { date, minuteOfWeek } = wallTimeAt(now, COHORT_ZONE);
  const weekday = Math.floor(minuteOfWeek / MINUTES_PER_DAY);
  const monday = new Date(`${date}T12:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() + 14 + ((7 - weekday) % 7));
  return monday.toISOString().slice(0, 10);
}

interface Occasion {
  index: number;
  startDate: string;
  now: Date;
}

function personOf(member: CastMember, { index, startDate, now }: Occasion) {
  const answered = member.answered !== false;
  return {
    ...accountOf(member.name),
    timeZone: member.timeZone,
    persona: member.persona ?? null,
    availability: answered ? weekOf(member, startDate) : null,
    availabilityAt: answered ? daysBefore(now, 1 + (index % 9)) : null,
  };
}

const accountOf = (name: string) => ({
  name,
  discordId: discordIdOf(name),
  discordUsername: usernameOf(name),
  email: `${usernameOf(name)}@example.org`,
});

/**
 * The circle's hour in the person's own wall time, wherever the clock changes of the course move it, with room on both
 * sides; and the hours of their habit around it.
 */
function weekOf({ week, circle, habit, timeZone }: CastMember, startDate: string): Availability {
  const written = week ?? habits[habit];
  const available = [...parseIntervals(written.available)];
  if (circle !== null) available.push(localCircle(circles[circle]!, timeZone, startDate));
  return normaliseAvailability({ available, ifNeeded: parseIntervals(written.ifNeeded) });
}

const ROOM = 60;
const MEETING = 60;
const WEEKS = 10;
const PAINTED = 30;

function localCircle(start: string, timeZone: string, startDate: string): Interval {
  const begins = parseIntervals(`${start} ${start}`)[0]!.start;
  const firstWeek = new Date(`${startDate}T12:00:00Z`);
  const eastward = Array.from({ length: WEEKS }, (_, week) => {
    const day = daysBefore(firstWeek, -7 * week);
    return offsetMinutesAt(timeZone, day) - offsetMinutesAt(COHORT_ZONE, day);
  });
  const from = Math.floor((begins + Math.min(...eastward) - ROOM) / PAINTED) * PAINTED;
  const to = Math.ceil((begins + Math.max(...eastward) + MEETING + ROOM) / PAINTED) * PAINTED;
  return { start: modulo(from), end: modulo(from) + to - from };
}

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);

const monthOf = (date: string): string =>
  new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(new Date(`${date}T12:00:00Z`));
