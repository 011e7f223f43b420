import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { cityOf } from "../../dates/instant-words.ts";
import { slotWords, weekMinuteWords } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { useCopy } from "../../ui/use-copy.ts";
import {
  becomesWords,
  costWords,
  hindranceWords,
  isFreeThen,
  minuteOfStart,
  questionWords,
  shiftedWords,
  type NearPlace,
} from "./near-places.ts";
import { ownTime } from "./own-time.ts";
import { useDesk, type PersonRow } from "./use-review.ts";

type Near = { person: PersonRow; place: NearPlace };

/** The groups somebody without a place comes nearest to: what is in the way of each, and what would help, one press each (SC-14). */
export function NearGroups({ person, near }: { person: PersonRow; near: readonly NearPlace[] }) {
  if (near.length === 0) return null;
  return (
    <ul className="near-groups" aria-label={`Groups nearest to ${person.name}`}>
      {near.map((place) => (
        <li key={place.groupId}>
          <p>
            <b>{place.name}</b> {slotWords(place.slot)}: {hindranceWords(place)}.
          </p>
          {place.shift && costWords(place.shift) && <p className="faint">{costWords(place.shift)}</p>}
          <Remedies person={person} place={place} />
        </li>
      ))}
    </ul>
  );
}

function Remedies({ person, place }: Near) {
  if (isFreeThen(place)) return <Add person={person} place={place} />;
  return (
    <span className="row wrap">
      <Shift person={person} place={place} />
      {place.missingMinutes > 0 && <Ask person={person} place={place} />}
    </span>
  );
}

function Add({ person: { personId, name }, place }: Near) {
  const { deeds } = useDesk();
  const to = { groupId: place.groupId, name: place.name };
  return (
    <Button
      size="small"
      disabled={deeds.busy}
      aria-label={`Add (${becomesWords(place)}): ${name} to ${place.name}`}
      onClick={() => void deeds.run({ what: "place", person: { personId, name }, from: null, to })}
    >
      Add ({becomesWords(place)})
    </Button>
  );
}

/** Only where the server has found that nobody of the group is worse off then. */
function Shift({ person: { personId, name }, place }: Near) {
  const { deeds } = useDesk();
  const { shift, slot } = place;
  if (!shift || shift.loses.length > 0) return null;
  const at = weekMinuteWords(minuteOfStart(shift));
  return (
    <Button
      size="small"
      disabled={deeds.busy}
      aria-label={`Shift to ${at} and add (nobody loses, ${becomesWords(place)}): ${place.name}, ${shiftedWords(shift)}, and ${name}`}
      onClick={() =>
        void deeds.run({
          what: "shift",
          person: { personId, name },
          group: { groupId: place.groupId, name: place.name },
          city: cityOf(slot.timeZone),
          from: weekMinuteOf(slot),
          to: minuteOfStart(shift),
          back: false,
        })
      }
    >
      Shift to {at} and add (nobody loses, {becomesWords(place)})
    </Button>
  );
}

/** The question as a text, to be sent wherever one talks to them; their painted week stays theirs. */
function Ask({ person: { name, timeZone }, place }: Near) {
  const { cohort, groups } = useDesk();
  const copy = useCopy();
  const next = groups.find(({ id }) => id === place.groupId)?.nextMeeting;
  const at = next ?? new Date(`${cohort.startDate}T12:00:00Z`);
  const own = timeZone ? ownTime(weekMinuteOf(place.slot), { timeZone: place.slot.timeZone, own: timeZone, at }) : null;
  return (
    <Button
      size="small"
      aria-label={`Copy a question about it to ${name}: ${place.name}, ${slotWords(place.slot)}`}
      onClick={() => void copy(questionWords(place, own), `The question to ${name} is copied.`)}
    >
      Copy a question about it
    </Button>
  );
}
