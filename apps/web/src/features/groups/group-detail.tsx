import type { ReactNode } from "react";
import { firstMeetingDate, meetingInstants } from "@muster/domain/meeting-slot";
import { ExternalLink, Pencil, Trash2 } from "lucide-react";
import { calendarDay, cityOf, momentOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import { slotWords } from "../../dates/week-words.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Face } from "../../ui/face.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { Note } from "../../ui/note.tsx";
import { fitLevel, inOrder, seatWords, type GroupCard, type GroupMember } from "./fit.ts";
import { GroupStatusChip } from "./group-status-chip.tsx";
import { lineWords } from "./line-words.ts";
import { MoveMenu, type Move } from "./move-menu.tsx";

interface GroupDetailProps {
  group: GroupCard;
  startDate: string;
  onMove: (member: GroupMember, to: Move) => void;
  onRename: () => void;
  onRemove: () => void;
  onRemoveMember: (member: GroupMember) => void;
  /** The ways it can end, while it lives. */
  end: ReactNode;
  /** How it ended. */
  ended: ReactNode;
}

/** One group: when, who, how well it suits each, and what can be done with it. */
export function GroupDetail(props: GroupDetailProps) {
  const { group, startDate, onRename, onRemove, end, ended } = props;
  const live = group.status === "preview" || group.status === "active";
  return (
    <section className="pane mid" aria-label={group.name}>
      <div className="pane-head big">
        <div>
          <h2>
            {group.name}
            <GroupStatusChip status={group.status} realizing={group.realizeRequestedAt !== null} />
          </h2>
          <p className="dim">
            {slotWords(group.slot)}
            {live && ` · ${group.taken} of ${group.seats} · ${nextWords(group, startDate)}`}
            {live && lineWords(group) && ` · ${lineWords(group)}`}
          </p>
        </div>
        <span className="push row wrap">
          {group.channels.text && <ChannelLink href={group.channels.text}>Text channel</ChannelLink>}
          {group.channels.voice && <ChannelLink href={group.channels.voice}>Voice channel</ChannelLink>}
          {live && (
            <Button icon={Pencil} onClick={onRename}>
              Rename
            </Button>
          )}
          {group.status === "preview" && (
            <Button variant="danger" icon={Trash2} onClick={onRemove}>
              Remove
            </Button>
          )}
          {live && end}
        </span>
      </div>
      {group.degraded.length > 0 && (
        <div className="pane-note">
          <Note tone="warn">
            {group.degraded.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Note>
        </div>
      )}
      {live ? <Members {...props} live={live} /> : ended}
    </section>
  );
}

function Members({ group, startDate, live, onMove, onRemoveMember }: GroupDetailProps & { live: boolean }) {
  const [first] = meetingInstants(group.slot, startDate, 1);
  const at = group.nextMeeting ?? first?.startsAt ?? null;
  return (
    <div className="memb">
      <h3>
        Members <span className="count">{group.members.length}</span>
        <span className="push faint small">{seatWords(group)}</span>
      </h3>
      <ul>
        {inOrder(group.members).map((member) => (
          <li key={member.membershipId} className={live ? "movable" : undefined}>
            <Face name={member.name} />
            <span className="who2">
              <b>{member.name}</b>
              <small>
                {member.role === "facilitator" && "leads · "}
                {localWords(member, at)}
              </small>
            </span>
            <FitSign fit={fitLevel(member.fit)} />
            {live && <MoveMenu member={member} onMove={onMove} onRemove={onRemoveMember} />}
          </li>
        ))}
      </ul>
      {group.members.length === 0 && <p className="pane-words faint">Nobody is in this group.</p>}
    </div>
  );
}

function ChannelLink({ href, children }: { href: string; children: string }) {
  return (
    <a className={buttonClass()} href={href} target="_blank" rel="noreferrer">
      <ExternalLink className="i" />
      {children}
    </a>
  );
}

function nextWords({ nextMeeting, slot }: GroupCard, startDate: string): string {
  if (nextMeeting) return `next ${momentOf(nextMeeting, slot.timeZone)}`;
  return `first on ${calendarDay(firstMeetingDate(slot, startDate))}`;
}

function localWords({ timeZone, discord }: GroupMember, at: Date | null): string {
  const when =
    timeZone && at ? `${cityOf(timeZone)} ${weekdayOfInstant(at, timeZone)} ${timeOf(at, timeZone)}` : "no zone yet";
  if (discord === "not_in_server") return `${when} · not on the server`;
  return discord === "no_account" ? `${when} · no Discord account` : when;
}
