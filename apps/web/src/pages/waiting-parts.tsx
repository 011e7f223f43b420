import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { LeaveOut } from "../features/leaving-out/leave-out.tsx";
import { LeftOutList } from "../features/leaving-out/left-out-list.tsx";
import type { NearPlace } from "../features/groups/near-places.ts";
import type { WaitingParts } from "../features/groups/not-placed.tsx";
import type { PersonRow, ReviewedCohort } from "../features/groups/use-review.ts";
import { AskAbout } from "../features/questions/ask-about.tsx";
import { AskedCount } from "../features/questions/asked-count.tsx";
import { PersonQuestions } from "../features/questions/person-questions.tsx";
import { PutInLine } from "../features/waiting/put-in-line.tsx";

interface Around {
  cohort: ReviewedCohort;
  people: readonly PersonRow[];
  waiting: readonly PersonRow[];
  /** When the last run began: what was answered before was in it. */
  since: Date | null;
}

/** What can be done about somebody without a place, beside a place: ask them, put them in line, leave them out (SC-14). */
export function waitingParts({ cohort, people, waiting, since }: Around): Omit<WaitingParts, "why"> {
  const cohortId = cohort.id;
  const { timeZone } = cohort;
  return {
    above: <AskedCount {...{ cohortId, since }} people={waiting} />,
    person: (person) => <PersonQuestions {...{ cohortId, person, timeZone, since }} />,
    near: (person, place) => <NearDeeds {...{ cohort, person, place }} />,
    deeds: (person) => <LeaveOut {...{ cohortId, person }} />,
    below: <LeftOutList {...{ cohortId, people, timeZone }} />,
  };
}

interface NearDeedsProps {
  cohort: ReviewedCohort;
  person: PersonRow;
  place: NearPlace;
}

/** Half an hour short of a near group, one can ask; of a full one, put in line. */
function NearDeeds({ cohort, person, place }: NearDeedsProps) {
  const { window, elsewhere, groupId, slot, name, mayWait, line } = place;
  const isAskable = window !== null && elsewhere === null;
  return (
    <>
      {isAskable && (
        <AskAbout
          cohortId={cohort.id}
          person={{ ...person, timeZone: person.timeZone ?? cohort.timeZone }}
          about={{ window, groupStart: weekMinuteOf(slot), groupId }}
        />
      )}
      {(mayWait || line) && <PutInLine person={person} group={{ groupId, name }} line={line} />}
    </>
  );
}
