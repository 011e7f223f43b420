import type { Availability } from "@muster/domain/availability";
import { MINUTES_PER_DAY, type Interval } from "@muster/domain/week";
import { weekdayName } from "../../dates/week-words.ts";
import { dayOf } from "./painting.ts";

interface DayStripProps {
  week: Availability;
  order: readonly number[];
  shown: readonly number[];
  show: (day: number) => void;
}

const share = (minutes: number): string => `${(100 * minutes) / MINUTES_PER_DAY}%`;
const placed = ({ start, end }: Interval) => ({ top: share(start), height: share(end - start) });

/** On a phone: the whole week in small, three days of it pressed (AG-12). */
export function DayStrip({ week, order, shown, show }: DayStripProps) {
  return (
    <div className="daystrip" role="group" aria-label="Days shown">
      {order.map((day) => {
        const marked = dayOf(week, day);
        return (
          <button
            key={day}
            type="button"
            aria-pressed={shown.includes(day)}
            aria-label={`${weekdayName(day)}, show ${weekdayName(day, "long")}`}
            onClick={() => show(day)}
          >
            {weekdayName(day)}
            <span>
              {marked.available.map((part) => (
                <i key={part.start} className="y" style={placed(part)} />
              ))}
              {marked.ifNeeded.map((part) => (
                <i key={part.start} className="m" style={placed(part)} />
              ))}
            </span>
          </button>
        );
      })}
    </div>
  );
}
