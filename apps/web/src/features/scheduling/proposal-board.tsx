import { firstMeetingDate, meetingInstants, type MeetingSlot } from "@muster/domain/meeting-slot";
import { Flag } from "lucide-react";
import { slotWords } from "../../dates/week-words.ts";
import { calendarDay, cityOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Face } from "../../ui/face.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { Note } from "../../ui/note.tsx";
import { isGroupPinned, isPinned, placesOf, type BoardPins, type KeptPlace } from "./board-pins.ts";
import { groupAnchor } from "./group-anchor.ts";
import { SlotTime } from "./when.tsx";
import { fitLevel } from "./fit-level.ts";
import type { Proposal } from "./run-words.ts";

export type ProposedGroup = Proposal["groups"][number];
type ProposedMember = ProposedGroup["members"][number];

interface ProposalBoardProps {
  groups: readonly ProposedGroup[];
  seats: number;
  /** The cohort's first day: local times are those of the first meeting. */
  startDate: string;
  /** Places that stay as they are when running again (SC-19). */
  pins: BoardPins;
  /** Null where one cannot run again from here. */
  onPin: ((places: readonly KeptPlace[], on: boolean) => void) | null;
}

/** The groups of a proposal side by side: when, who, and how well it suits each (GR-1, GR-2). */
export function ProposalBoard({ groups, ...facts }: ProposalBoardProps) {
  return (
    <div className="board">
      {groups.map((group) => (
        <GroupProposal key={group.name} group={group} {...facts} />
      ))}
    </div>
  );
}

type GroupProposalProps = Omit<ProposalBoardProps, "groups"> & { group: ProposedGroup };

function GroupProposal({ group, seats, startDate, pins, onPin }: GroupProposalProps) {
  const { slot, members, joins } = group;
  const whole = isGroupPinned(pins, group);
  const pin = joins === null ? onPin : null;
  const [first] = meetingInstants(slot, startDate, 1);
  return (
    <Card className="proposal" id={groupAnchor(group.name)} tabIndex={-1} aria-label={group.name}>
      <header>
        <h3>
          {group.name}{" "}
          <span className="count">{joins === null ? `${members.length} of ${seats}` : `${members.length} more`}</span>
          {pin && (
            <Button
              variant="quiet"
              size="small"
              icon={Flag}
              className="pin-toggle"
              label={`Pin ${group.name}: it stays as it is when running again`}
              aria-pressed={whole}
              onClick={() => pin(placesOf([group]), !whole)}
            />
          )}
        </h3>
        <b>
          <SlotTime slot={slot} startDate={startDate} />
        </b>
        <small className="faint">
          {joins === null
            ? `first on ${calendarDay(firstMeetingDate(slot, startDate))}`
            : "stands already; these people join it"}
        </small>
      </header>
      <ul className="memb">
        {members.map((member) => {
          const place = { personId: member.personId, group: group.name };
          const pinned = joins === null && isPinned(pins, place);
          return (
            <MemberRow
              key={member.personId}
              member={member}
              slot={slot}
              at={first?.startsAt ?? null}
              group={group.name}
              pinned={pinned}
              onPin={pin && (() => pin([place], !pinned))}
            />
          );
        })}
      </ul>
      {group.clockNotes.length > 0 && (
        <Note>
          {group.clockNotes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
    </Card>
  );
}

interface MemberRowProps {
  member: ProposedMember;
  slot: MeetingSlot;
  at: Date | null;
  group: string;
  pinned: boolean;
  onPin: (() => void) | null;
}

/** One place: who, when that is for them, how it suits them, and whether it stays. */
function MemberRow({ member, slot, at, group, pinned, onPin }: MemberRowProps) {
  return (
    <li>
      <Face name={member.name} />
      <span className="who2">
        <b title={member.name}>{member.name}</b>
        <small>
          {member.role === "facilitator" && "leads · "}
          {member.assumed && "counted as free · "}
          {localWords(member.timeZone ?? slot.timeZone, at)}
        </small>
      </span>
      <FitSign fit={fitLevel(member.fit)} />
      {onPin ? (
        <Button
          variant="quiet"
          size="small"
          icon={Flag}
          className="pin-toggle"
          label={`Pin ${member.name} to ${group}, ${slotWords(slot)}`}
          aria-pressed={pinned}
          onClick={onPin}
        />
      ) : (
        pinned && <Flag className="i i-sm pin" aria-label="pinned" />
      )}
    </li>
  );
}

/** `Kolkata Tue 22:30`: when the first meeting is for this person. */
const localWords = (timeZone: string, at: Date | null): string =>
  at ? `${cityOf(timeZone)} ${weekdayOfInstant(at, timeZone)} ${timeOf(at, timeZone)}` : cityOf(timeZone);
