import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { cityOf } from "../../dates/instant-words.ts";
import { weekMinuteWords } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { PickList } from "../../ui/pick-list.tsx";
import type { GroupCard } from "./fit.ts";
import { minuteOf, otherTimes, timeWords, withoutWords, type RankedTime } from "./ranked-times.ts";
import { Seats } from "./seats.tsx";
import { spotOf } from "./standing.ts";
import { useDesk } from "./use-review.ts";
import { useHours, type GroupHours } from "./use-hours.ts";

const SHOWN = 4;

/** The best of the other starts, each one press away; the rest in the dialog (GR-5). */
export function OtherTimes({ group, hours }: { group: GroupCard; hours: GroupHours }) {
  const { ask, open } = useDesk();
  const change = useTimeChange(group);
  const times = otherTimes(hours.best, weekMinuteOf(group.slot));
  const told = group.status === "active";
  return (
    <div className="alts">
      <h3>
        Other times, best first <span className="faint small">{cityOf(group.slot.timeZone)} time</span>
      </h3>
      {times.length === 0 && <p className="faint small">Nobody is free at any other start.</p>}
      <ul>
        {times.slice(0, SHOWN).map((time) => (
          <li key={minuteOf(time)}>
            <TimeFacts time={time} hours={hours} />
            {open && (
              <Button
                variant="quiet"
                size="small"
                aria-label={`Change ${group.name} to ${weekMinuteWords(minuteOf(time))}`}
                onClick={() => (told ? ask({ what: "time", group }) : change(time))}
              >
                {told ? "Change…" : "Change"}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function TimeFacts({ time, hours }: { time: RankedTime; hours: GroupHours }) {
  const { people } = hours;
  const rest = people.length - time.free;
  const fits = [
    ...Array.from({ length: time.free - time.ifNeeded }, () => ({ fit: "available" as const })),
    ...Array.from({ length: time.ifNeeded }, () => ({ fit: "if_needed" as const })),
  ];
  return (
    <>
      <span className="tm">{weekMinuteWords(minuteOf(time))}</span>
      <Seats group={{ members: fits, seats: people.length }} label={`${time.free} free, ${rest} not`} />
      <span className="nowrap">
        {time.free} of {people.length}
      </span>
      <span className="faint why">{withoutWords(time, people)}</span>
    </>
  );
}

/** Every start of the week that suits anybody, ranked; who could not come is named (GR-5). */
export function TimeDialog({ group }: { group: GroupCard }) {
  const { ask } = useDesk();
  const { data: hours } = useHours(group.id);
  const change = useTimeChange(group);
  const times = hours ? otherTimes(hours.best, weekMinuteOf(group.slot)) : [];
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && ask(null)}
      title={`Change the time of ${group.name}`}
      description={`Now ${weekMinuteWords(weekMinuteOf(group.slot))} (${cityOf(group.slot.timeZone)}). Judged on the dates still ahead, by each member's own clock.`}
      actions={<Button onClick={() => ask(null)}>Leave as it is</Button>}
    >
      {group.status === "active" && (
        <Note>
          This group is on Discord: its meetings, events and welcome move with it, and its{" "}
          {countOf(group.members.length, "member is", "members are")} told.
        </Note>
      )}
      <PickList
        label={`Another time for ${group.name}, ${cityOf(group.slot.timeZone)} time`}
        placeholder="Type a day, an hour or a name"
        empty={hours ? "Nobody is free at any other start." : "Looking at their weeks"}
        items={times.map((time) => ({
          key: minuteOf(time),
          words: timeWords(time, hours!.people),
          time,
          inside: (
            <span className="time-facts">
              <TimeFacts time={time} hours={hours!} />
            </span>
          ),
        }))}
        onPick={({ time }) => {
          ask(null);
          change(time);
        }}
      />
    </Dialog>
  );
}

function useTimeChange(group: GroupCard): (to: RankedTime) => void {
  const { deeds } = useDesk();
  return (to) =>
    void deeds.run({
      what: "time",
      group: spotOf(group),
      city: cityOf(group.slot.timeZone),
      from: weekMinuteOf(group.slot),
      to: minuteOf(to),
    });
}
