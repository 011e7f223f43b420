import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { clockTime } from "@muster/domain/week";
import clsx from "clsx";
import { Check } from "lucide-react";
import { useState, type CSSProperties } from "react";
import { deviceTimeZone } from "../../dates/clock.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { weekdayName } from "../../dates/week-words.ts";
import { heatOf, letterAt, rowsOf, type HeatCell, type HeatFold, type HeatLevel, type HeatRow } from "./heat-model.ts";
import { HeatLegend } from "./heat-legend.tsx";
import { bothTimes } from "./own-time.ts";
import { useDesk } from "./use-review.ts";
import type { GroupHours } from "./use-hours.ts";

const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** The week of a group: how many are free in each half hour, where it meets, and one person's own hours over it (GR-3). */
export function GroupHeat({ hours }: { hours: GroupHours }) {
  const { personId, cohort, group } = useDesk();
  const [unfolded, setUnfolded] = useState({ before: false, after: false });
  const [lit, setLit] = useState<HeatLevel | null>(null);
  const { people, stepMinutes, slot } = hours;
  const heat = heatOf({
    people,
    stepMinutes,
    meeting: { minute: weekMinuteOf(slot), length: slot.lengthMinutes },
    unfolded,
  });
  const person = people.find((one) => one.personId === personId);
  const city = cityOf(slot.timeZone);
  const at = group?.nextMeeting ?? new Date(`${cohort.startDate}T12:00:00Z`);
  const timeOf = (minute: number) => bothTimes(minute, { timeZone: slot.timeZone, own: deviceTimeZone(), at });
  return (
    <div className="heatbox">
      <Fold fold={heat.before} outOf={people.length} onOpen={() => setUnfolded({ ...unfolded, before: true })} />
      <table className="heat group-heat">
        <caption className="sr">
          How many of {people.length} are free in each half hour of the week, {city} time
        </caption>
        <colgroup>
          <col className="t" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="zone">
              {city}
            </th>
            {DAYS.map((day) => (
              <th key={day} scope="col">
                {weekdayName(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row, at) => (
            <Row
              key={row.minute}
              row={row}
              outOf={people.length}
              lit={lit}
              timeOf={timeOf}
              covered={Math.min(rowsOf(slot.lengthMinutes, stepMinutes), heat.rows.length - at)}
              letterOf={(minute) => (person ? letterAt(person, minute, stepMinutes) : null)}
            />
          ))}
        </tbody>
      </table>
      <Fold fold={heat.after} outOf={people.length} onOpen={() => setUnfolded({ ...unfolded, after: true })} />
      <HeatLegend outOf={people.length} person={person?.name ?? null} lit={lit} onLight={setLit} />
    </div>
  );
}

interface FoldProps {
  fold: HeatFold | null;
  outOf: number;
  onOpen: () => void;
}

function Fold({ fold, outOf, onOpen }: FoldProps) {
  if (!fold) return null;
  const until = fold.until >= 1_440 ? "24:00" : clockTime(fold.until);
  return (
    <button type="button" className="morebar" onClick={onOpen}>
      {clockTime(fold.from)}–{until} · at most {fold.most} of {outOf}
    </button>
  );
}

interface RowProps {
  row: HeatRow;
  outOf: number;
  /** Only cells of this darkness stand out. */
  lit: HeatLevel | null;
  /** Rows the meeting covers from here. */
  covered: number;
  letterOf: (minute: number) => string | null;
  timeOf: (minute: number) => string;
}

const OWN: Readonly<Record<string, string>> = { A: "who-a", I: "who-i", P: "who-p" };
const OWN_WORDS: Readonly<Record<string, string>> = {
  A: "available",
  I: "if needed",
  P: "on some dates only",
  B: "in another group",
  N: "not free",
};

function Row({ row, outOf, lit, covered, letterOf, timeOf }: RowProps) {
  return (
    <tr>
      <th scope="row">{row.label || <span className="sr">{clockTime(row.minute)}</span>}</th>
      {row.cells.map((cell) => {
        const letter = letterOf(cell.minute);
        return (
          <td
            key={cell.minute}
            className={clsx(`h${cell.level}`, letter && OWN[letter], lit !== null && lit !== cell.level && "dimmed")}
            title={`${timeOf(cell.minute)}: ${cellWords(cell, outOf, letter)}`}
          >
            <Count cell={cell} />
            {cell.meeting === "first" && <span className="cand" style={{ "--n": covered } as CSSProperties} />}
          </td>
        );
      })}
    </tr>
  );
}

function Count({ cell: { level, count } }: { cell: HeatCell }) {
  if (level === 6) return <Check className="i" aria-label="everyone" />;
  return count > 0 ? count : <span className="sr">0</span>;
}

function cellWords({ count, meeting }: HeatCell, outOf: number, letter: string | null): string {
  const words = `${count} of ${outOf}`;
  const own = letter === null ? "" : `, ${OWN_WORDS[letter] ?? ""}`;
  return `${words}${own}${meeting ? ", the group meets" : ""}`;
}
