import { firstMeetingDate, meetingInstants, weekMinuteOf } from "@muster/domain/meeting-slot";
import { isLive } from "@muster/domain/group";
import { wallTimeAt } from "@muster/domain/time-zone";
import clsx from "clsx";
import {
  ArrowLeft,
  Clock,
  Ellipsis,
  ExternalLink,
  Flag,
  Pencil,
  Plus,
  Shuffle,
  Split,
  StickyNote,
  Trash2,
  UserStar,
} from "lucide-react";
import type { ReactNode } from "react";
import { problemOf } from "../../app/trpc.ts";
import { deviceTimeZone } from "../../dates/clock.ts";
import { dateOf } from "../../dates/instant-words.ts";
import { slotWords } from "../../dates/week-words.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { Note } from "../../ui/note.tsx";
import { clockNote } from "./clock-notes.ts";
import { inOrder, seatWords, type GroupCard } from "./fit.ts";
import { GroupCompany } from "./group-company.tsx";
import { GroupHeat } from "./group-heat.tsx";
import { HeatSkeleton } from "./heat-skeleton.tsx";
import { GroupStatusChip } from "./group-status-chip.tsx";
import { lineWords } from "./line-words.ts";
import { MemberRow } from "./member-row.tsx";
import { OtherTimes } from "./other-times.tsx";
import { ownTime } from "./own-time.ts";
import { useHours } from "./use-hours.ts";
import { useDesk } from "./use-review.ts";

interface GroupDetailProps {
  group: GroupCard;
  /** The ways it can end, while it lives. */
  endings: readonly MenuItem[];
  /** How it ended. */
  ended: ReactNode;
  onRemove: () => void;
}

/** One group: when, who, how well it suits each, and what can be done with it. */
export function GroupDetail({ group, ended, ...deeds }: GroupDetailProps) {
  const { ask } = useDesk();
  const live = isLive(group.status);
  return (
    <section className="pane pane-group" aria-label={group.name}>
      <DetailHead group={group} live={live} {...deeds} />
      {group.note !== null && (
        <button type="button" className="staff-note" onClick={() => ask({ what: "note", about: aboutOf(group) })}>
          <b>Note:</b> {group.note}
        </button>
      )}
      {group.degraded.length > 0 && (
        <div className="pane-note">
          <Note tone="warn">
            {group.degraded.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Note>
        </div>
      )}
      {live ? <LiveGroup group={group} /> : ended}
      {live && <GroupCompany group={group} />}
    </section>
  );
}

const aboutOf = ({ id, name, note }: GroupCard) => ({ groupId: id, name, note });

function LiveGroup({ group }: { group: GroupCard }) {
  const hours = useHours(group.id);
  return (
    <>
      <div className="midgrid">
        {hours.data ? (
          <GroupHeat hours={hours.data} />
        ) : hours.error ? (
          <div className="pane-note">
            <Note tone="fail">{problemOf(hours.error).sentence}</Note>
          </div>
        ) : (
          <HeatSkeleton />
        )}
        <Members group={group} dates={hours.data?.dates ?? 0} />
      </div>
      {hours.data && <OtherTimes group={group} hours={hours.data} />}
    </>
  );
}

interface DetailHeadProps extends Pick<GroupDetailProps, "group" | "endings" | "onRemove"> {
  live: boolean;
}

function DetailHead({ group, live, endings, onRemove }: DetailHeadProps) {
  const { cohort, pins, pinGroup, ask, setPane, open } = useDesk();
  const pinned = pins.groups.has(group.id);
  const own = ownTime(weekMinuteOf(group.slot), {
    timeZone: group.slot.timeZone,
    own: deviceTimeZone(),
    at: group.nextMeeting ?? new Date(`${cohort.startDate}T12:00:00Z`),
  });
  return (
    <div className="pane-head big">
      <Button className="pane-back" variant="quiet" size="small" icon={ArrowLeft} onClick={() => setPane("list")}>
        All groups
      </Button>
      <div className="pane-title">
        <h2>
          {group.name}
          <GroupStatusChip status={group.status} realizing={group.realizeRequestedAt !== null} />
        </h2>
        <p className="dim" title={own ?? undefined}>
          {slotWords(group.slot)}
          {own && <span className="sr">, {own}</span>}
          {live && ` · ${group.taken} of ${group.seats} · ${nextWords(group, cohort.startDate)}`}
          {live && lineWords(group) && ` · ${lineWords(group)}`}
        </p>
      </div>
      <span className="push row wrap">
        {group.channels.text && <ChannelLink href={group.channels.text}>Text channel</ChannelLink>}
        {group.channels.voice && <ChannelLink href={group.channels.voice}>Voice channel</ChannelLink>}
        {live && open && (
          <>
            <Button icon={Clock} onClick={() => ask({ what: "time", group })}>
              Change time
            </Button>
            <Button
              icon={Flag}
              className={clsx(pinned && "is-on")}
              aria-pressed={pinned}
              label={pinned ? "Pinned: stays when re-running" : "Pin: keep this group when re-running"}
              onClick={() => pinGroup(group.id)}
            />
            <Menu
              trigger={
                <button type="button" className="btn btn-icon" aria-label={`More about ${group.name}`}>
                  <Ellipsis className="i" />
                </button>
              }
              items={[
                { label: "Change who leads", icon: UserStar, onSelect: () => ask({ what: "lead", group }) },
                {
                  label: "Note for organisers",
                  icon: StickyNote,
                  onSelect: () => ask({ what: "note", about: aboutOf(group) }),
                },
                { label: "Rename", icon: Pencil, onSelect: () => ask({ what: "rename", group }) },
                {
                  label: "Split",
                  icon: Split,
                  onSelect: () => ask({ what: "split", group }),
                  ...(group.members.length < 2 && { blocked: "it takes two" }),
                },
                {
                  label: "Not again together",
                  icon: Shuffle,
                  onSelect: () => ask({ what: "not_again", group }),
                  ...(group.members.length < 2 && { blocked: "it takes two" }),
                },
                ...endings,
                ...(group.status === "preview"
                  ? [{ label: "Remove the preview", icon: Trash2, danger: true, onSelect: onRemove }]
                  : []),
              ]}
            />
          </>
        )}
        {group.status === "completed" && (
          <Button icon={Shuffle} onClick={() => ask({ what: "not_again", group })}>
            Not again together
          </Button>
        )}
      </span>
    </div>
  );
}

/** Whoever is dragged to the list of members joins them. */
function Members({ group, dates }: { group: GroupCard; dates: number }) {
  const { cohort, drag, open, ask } = useDesk();
  const [first] = meetingInstants(group.slot, cohort.startDate, 1);
  const at = group.nextMeeting ?? first?.startsAt ?? null;
  const from = at ? wallTimeAt(at, group.slot.timeZone).date : cohort.startDate;
  const clocks = clockNote({ slot: group.slot, from, dates }, group.members);
  const target = drag.dragged !== null && drag.dragged.from?.groupId !== group.id;
  return (
    <div
      className={clsx("memb", target && "is-target", target && drag.over === group.id && "is-over")}
      data-drop={group.id}
    >
      <h3>
        Members <span className="count">{group.members.length}</span>
        <span className="sr">{seatWords(group)}</span>
        {open && (
          <Button className="push" variant="quiet" size="small" icon={Plus} onClick={() => ask({ what: "add", group })}>
            Add
          </Button>
        )}
      </h3>
      <ul>
        {inOrder(group.members).map((member) => (
          <MemberRow key={member.membershipId} member={member} group={group} at={at} live={open} />
        ))}
      </ul>
      {group.members.length === 0 && <p className="pane-words faint">Nobody is in this group.</p>}
      {clocks && (
        <Note>
          <b>Clocks:</b> {clocks}
        </Note>
      )}
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
  if (nextMeeting) return `next on ${dateOf(nextMeeting, slot.timeZone)}`;
  return `first on ${dateOf(new Date(`${firstMeetingDate(slot, startDate)}T12:00:00Z`), "UTC")}`;
}
