import { isLive, LIVE_GROUP_STATUSES } from "@muster/domain/group";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { Fragment, type KeyboardEvent } from "react";
import { cityOf } from "../../dates/instant-words.ts";
import { weekMinuteWords } from "../../dates/week-words.ts";
import { Chip } from "../../ui/chip.tsx";
import type { GroupCard } from "./fit.ts";
import { GroupStatusChip } from "./group-status-chip.tsx";
import { lineWords } from "./line-words.ts";
import { Seats } from "./seats.tsx";

interface GroupListProps {
  groups: readonly GroupCard[];
  shownId: number | undefined;
  onShow: (groupId: number) => void;
}

/** All groups, each in two lines; the arrows go up and down (GR-1, GR-3). */
export function GroupList({ groups, shownId, onShow }: GroupListProps) {
  const sorts = LIVE_GROUP_STATUSES.filter((status) => groups.some((group) => group.status === status));
  const live = sorts.flatMap((status) => groups.filter((group) => group.status === status));
  const ended = groups.filter((group) => !isLive(group.status));
  const inList = [...live, ...ended];
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = inList[inList.findIndex(({ id }) => id === shownId) + by];
    if (by === 0 || !next) return;
    event.preventDefault();
    onShow(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-group="${next.id}"]`)?.focus();
  };
  return (
    <section className="pane" aria-label="Groups">
      <div className="pane-head">
        <h2>
          Groups <span className="count">{groups.length}</span>
        </h2>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the buttons inside take the focus */}
      <div onKeyDown={move}>
        {sorts.map((status) => (
          <Fragment key={status}>
            <h3 className="gsort">
              <GroupStatusChip status={status} /> {groups.filter((group) => group.status === status).length}
            </h3>
            {groups
              .filter((group) => group.status === status)
              .map((group) => (
                <GroupLine key={group.id} group={group} shown={group.id === shownId} onShow={onShow} />
              ))}
          </Fragment>
        ))}
        {ended.length > 0 && (
          <>
            <h3 className="gsort">Ended {ended.length}</h3>
            {ended.map((group) => (
              <GroupLine key={group.id} group={group} shown={group.id === shownId} onShow={onShow} />
            ))}
          </>
        )}
      </div>
      <SeatLegend />
    </section>
  );
}

interface GroupLineProps {
  group: GroupCard;
  shown: boolean;
  onShow: (groupId: number) => void;
}

function GroupLine({ group, shown, onShow }: GroupLineProps) {
  return (
    <button type="button" className="gcard" data-group={group.id} aria-current={shown} onClick={() => onShow(group.id)}>
      <span className="t">
        <span className="g">{group.name}</span>
        {weekMinuteWords(weekMinuteOf(group.slot))}
      </span>
      {group.ended ? (
        <span className="c">
          <GroupStatusChip status={group.status} />
        </span>
      ) : (
        <>
          <span className="s">
            {group.taken} <span className="faint">of {group.seats}</span>
          </span>
          <span className="f">
            {[cityOf(group.slot.timeZone), group.facilitator ?? "nobody leads yet", lineWords(group)]
              .filter(Boolean)
              .join(" · ")}
          </span>
          <span className="x">
            <Seats group={group} />
          </span>
        </>
      )}
      {group.degraded.length > 0 && (
        <span className="c">
          <Chip tone="warn">Needs a look</Chip>
        </span>
      )}
    </button>
  );
}

function SeatLegend() {
  return (
    <div className="legend glg" aria-hidden="true">
      {(
        [
          ["y", "available"],
          ["m", "if needed"],
          ["n", "not free"],
          ["o", "free seat"],
        ] as const
      ).map(([look, word]) => (
        <span key={look}>
          <span className="seats">
            <i className={look} />
          </span>
          {word}
        </span>
      ))}
    </div>
  );
}
