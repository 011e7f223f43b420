import { firstMeetingDate, meetingInstants, type MeetingSlot } from "@muster/domain/meeting-slot";
import { Pin } from "lucide-react";
import type { ReactNode } from "react";
import { calendarDay, cityOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Face } from "../../ui/face.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { Note } from "../../ui/note.tsx";
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
  /** Names of groups to be kept as they are when running again; null where one cannot run again from here. */
  kept: ReadonlySet<string> | null;
  onKeep: (group: ProposedGroup, keep: boolean) => void;
}

/** The groups of a proposal side by side: when, who, and how well it suits each (GR-1, GR-2). */
export function ProposalBoard({ groups, kept, onKeep, ...facts }: ProposalBoardProps) {
  return (
    <div className="board">
      {groups.map((group) => (
        <GroupProposal key={group.name} group={group} {...facts}>
          {kept && group.joins === null && (
            <Button
              variant="quiet"
              size="small"
              icon={Pin}
              label={`Keep ${group.name} as it is when running again`}
              aria-pressed={kept.has(group.name)}
              onClick={() => onKeep(group, !kept.has(group.name))}
            />
          )}
        </GroupProposal>
      ))}
    </div>
  );
}

interface GroupProposalProps {
  group: ProposedGroup;
  seats: number;
  startDate: string;
  children: ReactNode;
}

function GroupProposal({ group, seats, startDate, children }: GroupProposalProps) {
  const { slot, members, joins } = group;
  const [first] = meetingInstants(slot, startDate, 1);
  return (
    <Card className="proposal" id={groupAnchor(group.name)} tabIndex={-1} aria-label={group.name}>
      <header>
        <h3>
          {group.name}{" "}
          <span className="count">{joins === null ? `${members.length} of ${seats}` : `${members.length} more`}</span>
          {children}
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
        {members.map((member) => (
          <MemberRow key={member.personId} member={member} slot={slot} at={first?.startsAt ?? null} />
        ))}
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

function MemberRow({ member, slot, at }: { member: ProposedMember; slot: MeetingSlot; at: Date | null }) {
  return (
    <li>
      <Face name={member.name} />
      <span className="who2">
        <b>{member.name}</b>
        <small>
          {member.role === "facilitator" && "leads · "}
          {member.assumed && "counted as free · "}
          {localWords(member.timeZone ?? slot.timeZone, at)}
        </small>
      </span>
      <FitSign fit={fitLevel(member.fit)} />
    </li>
  );
}

/** `Kolkata Tue 22:30`: when the first meeting is for this person. */
const localWords = (timeZone: string, at: Date | null): string =>
  at ? `${cityOf(timeZone)} ${weekdayOfInstant(at, timeZone)} ${timeOf(at, timeZone)}` : cityOf(timeZone);
