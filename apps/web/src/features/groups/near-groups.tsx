import type { ReactNode } from "react";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { cityOf } from "../../dates/instant-words.ts";
import { slotWords, weekMinuteWords } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import {
  becomesWords,
  costWords,
  hindranceWords,
  isFreeThen,
  minuteOfStart,
  shiftedWords,
  type NearPlace,
} from "./near-places.ts";
import { useDesk, type PersonRow } from "./use-review.ts";

/** What other rooms of the desk can do about one near group: ask about the hours, or put in line. */
export type NearDeeds = (person: PersonRow, place: NearPlace) => ReactNode;

type Near = { person: PersonRow; place: NearPlace };

interface NearGroupsProps {
  person: PersonRow;
  near: readonly NearPlace[];
  deeds: NearDeeds;
}

/** The groups somebody without a place comes nearest to: what is in the way of each, and what would help, one press each (SC-14). */
export function NearGroups({ person, near, deeds }: NearGroupsProps) {
  if (near.length === 0) return null;
  return (
    <ul className="near-groups" aria-label={`Groups nearest to ${person.name}`}>
      {near.map((place) => (
        <li key={place.groupId}>
          <p>
            <b>{place.name}</b> {slotWords(place.slot)}: {hindranceWords(place)}.
          </p>
          {place.shift && costWords(place.shift) && <p className="faint">{costWords(place.shift)}</p>}
          <span className="row wrap">
            {isFreeThen(place) ? <Add person={person} place={place} /> : <Shift person={person} place={place} />}
            {deeds(person, place)}
          </span>
        </li>
      ))}
    </ul>
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
