import type { Answer, AnswerSource, AttendanceKind } from "../entities/attendance.entity.ts";
import type { EntityManager } from "../orm.ts";

export interface GivenAnswer {
  meetingId: number;
  personId: number;
  kind: AttendanceKind;
  answer: Answer;
  source: AnswerSource;
}

/**
 * The one way an answer is written down: what was said by hand is replaced only by hand, whatever a calendar or an event
 * says later (L6). False: there was a better answer, and it stays.
 */
export async function recordAnswer(em: EntityManager, given: GivenAnswer): Promise<boolean> {
  const { meetingId, personId, kind, answer, source } = given;
  const written = await em.execute<unknown[]>(
    `insert into attendances (meeting_id, person_id, kind, answer, source) values (?, ?, ?, ?, ?)
     on conflict (meeting_id, person_id, kind) do update set answer = excluded.answer, source = excluded.source
       where excluded.source = 'hand' or attendances.source <> 'hand'
     returning id`,
    [meetingId, personId, kind, answer, source],
  );
  return written.length > 0;
}
