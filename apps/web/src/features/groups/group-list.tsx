import { isLive } from "@muster/domain/group";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import clsx from "clsx";
import { ChevronDown, Flag, Plus, TriangleAlert } from "lucide-react";
import { deviceTimeZone } from "../../dates/clock.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { weekMinuteWords } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { Menu } from "../../ui/menu.tsx";
import { sizeAfter, type Effect } from "./effect.ts";
import { fitLevel, type GroupCard } from "./fit.ts";
import { ORDER_WORDS, ORDERS, shortName } from "./group-order.ts";
import { GroupStatusChip } from "./group-status-chip.tsx";
import { lineWords } from "./line-words.ts";
import { bothTimes } from "./own-time.ts";
import { Seats } from "./seats.tsx";
import { useDesk } from "./use-review.ts";

interface GroupListProps {
  /** What each group would mean for whoever is in hand. */
  effects: ReadonlyMap<number, Effect>;
  /** Groups with something to decide. */
  flagged: ReadonlyMap<number, "hard" | "soft">;
}

/** All groups, each in two lines; the arrows go up and down (GR-1, GR-3). */
export function GroupList({ effects, flagged }: GroupListProps) {
  const { inList, order, setOrder, ask, open } = useDesk();
  const live = inList.filter(({ status }) => isLive(status));
  const ended = inList.filter(({ status }) => !isLive(status));
  const mixed = new Set(live.map(({ status }) => status)).size > 1;
  const line = (group: GroupCard) => (
    <GroupLine key={group.id} group={group} mixed={mixed} effect={effects.get(group.id)} flag={flagged.get(group.id)} />
  );
  return (
    <section className="pane pane-list" aria-label="Groups">
      <div className="pane-head">
        <h2>
          Groups <span className="count">{live.length}</span>
        </h2>
        <span className="push row tight">
          <Menu
            trigger={
              <button type="button" className="btn btn-quiet btn-sm" aria-label={`Order: ${ORDER_WORDS[order]}`}>
                {ORDER_WORDS[order]}
                <ChevronDown className="i" />
              </button>
            }
            items={ORDERS.map((one) => ({ label: ORDER_WORDS[one], onSelect: () => setOrder(one) }))}
          />
          {open && (
            <Button
              variant="quiet"
              size="small"
              icon={Plus}
              label="New group"
              onClick={() => ask({ what: "create" })}
            />
          )}
        </span>
      </div>
      {live.map(line)}
      {ended.length > 0 && <h3 className="gsort">Ended {ended.length}</h3>}
      {ended.map(line)}
      <SeatLegend />
    </section>
  );
}

interface GroupLineProps {
  group: GroupCard;
  /** Not all of the list are in the same state, so that each says its own. */
  mixed: boolean;
  effect: Effect | undefined;
  flag: "hard" | "soft" | undefined;
}

function GroupLine({ group, mixed, effect, flag }: GroupLineProps) {
  const { group: shown, showGroup, pins, drag, cohort } = useDesk();
  const at = group.nextMeeting ?? new Date(`${cohort.startDate}T12:00:00Z`);
  const live = isLive(group.status);
  const target = drag.dragged !== null && live && drag.dragged.from?.groupId !== group.id;
  return (
    <button
      type="button"
      className={clsx("gcard", target && "is-target", target && drag.over === group.id && "is-over")}
      data-group={group.id}
      data-drop={live ? group.id : undefined}
      aria-current={group.id === shown?.id}
      onClick={() => showGroup(group.id)}
    >
      <span className="t">
        <span className="g" title={group.name}>
          {shortName(group.name)}
        </span>
        <span title={bothTimes(weekMinuteOf(group.slot), { timeZone: group.slot.timeZone, own: deviceTimeZone(), at })}>
          {weekMinuteWords(weekMinuteOf(group.slot))}
        </span>
        {pins.groups.has(group.id) && <Flag className="i i-sm pin" aria-label="pinned" />}
        {flag && (
          <TriangleAlert
            className={`i i-sm flag-${flag}`}
            aria-label={flag === "hard" ? "needs a decision" : "worth a look"}
          />
        )}
      </span>
      {live ? <Facts group={group} effect={target ? effect : undefined} /> : <EndedFacts group={group} />}
      {(mixed || group.degraded.length > 0 || (live && group.realizeRequestedAt !== null)) && live && (
        <span className="c">
          <GroupStatusChip status={group.status} realizing={group.realizeRequestedAt !== null} />
          {group.degraded.length > 0 && <Chip tone="warn">Needs a look</Chip>}
        </span>
      )}
    </button>
  );
}

function Facts({ group, effect }: { group: GroupCard; effect: Effect | undefined }) {
  if (effect)
    return (
      <>
        <span className="s">{sizeAfter(effect).replace("becomes ", "")}</span>
        <span className="f">
          <FitSign fit={fitLevel(effect.fit)} />
        </span>
        <span className="x">
          <Seats group={{ members: [...group.members, { fit: effect.fit }], seats: group.seats }} />
        </span>
      </>
    );
  return (
    <>
      <span className="s">
        {group.taken} <span className="faint">of {group.seats}</span>
      </span>
      <span className="f">
        {[group.facilitator ?? "nobody leads yet", cityOf(group.slot.timeZone), lineWords(group)]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <span className="x">
        <Seats group={group} />
      </span>
    </>
  );
}

const EndedFacts = ({ group }: { group: GroupCard }) => (
  <span className="s">
    <GroupStatusChip status={group.status} />
  </span>
);

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
