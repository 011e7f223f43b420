import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { Outputs } from "../app/trpc.ts";
import { LeaveOut } from "../features/leaving-out/leave-out.tsx";
import { AskAbout } from "../features/questions/ask-about.tsx";
import { AskedCount } from "../features/questions/asked-count.tsx";
import { PersonQuestions } from "../features/questions/person-questions.tsx";
import type { UnplacedParts } from "../features/scheduling/unplaced-list.tsx";

interface Around {
  cohort: { id: number; timeZone: string };
  people: Outputs["cohorts"]["people"];
  /** When the run that is shown began: what was answered before is in it. */
  since: Date | null;
}

/** What can be done about somebody a run could not place, beside another run: ask them, or leave them out (SC-14). */
export function unplacedParts({ cohort, people, since }: Around): UnplacedParts {
  const cohortId = cohort.id;
  const rowOf = (personId: number) => people.find((row) => row.personId === personId);
  const isOut = (personId: number) => Boolean(rowOf(personId)?.leftOut);
  const waits = ({ personId }: { personId: number }) => rowOf(personId)?.group === null && !isOut(personId);
  return {
    above: (unplaced) => <AskedCount {...{ cohortId, since }} people={unplaced} />,
    remedy: (_, { asks }) => {
      const asked = asks && rowOf(asks.personId);
      if (!asked || isOut(asked.personId)) return null;
      return (
        <AskAbout
          cohortId={cohortId}
          person={{ ...asked, timeZone: asked.timeZone ?? cohort.timeZone }}
          about={{ window: asks.window, groupStart: asks.groupStart }}
          since={since}
        />
      );
    },
    near: (person, { window, slot }) =>
      window &&
      waits(person) && <AskAbout {...{ cohortId, person, since }} about={{ window, groupStart: weekMinuteOf(slot) }} />,
    person: (person) => (
      <>
        <PersonQuestions {...{ cohortId, person, since }} timeZone={cohort.timeZone} />
        {(waits(person) || isOut(person.personId)) && (
          <LeaveOut {...{ cohortId, person }} isOut={isOut(person.personId)} />
        )}
      </>
    ),
  };
}
