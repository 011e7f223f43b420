import { endClock, WHOLE_DAY, type MeetingHours, type OpenHours } from "@muster/domain/meeting-hours";
import { MINUTES_PER_DAY } from "@muster/domain/week";
import { weekdayName, weekOrder } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";

interface MeetingHoursFieldsProps {
  hours: MeetingHours;
  onChange: (hours: MeetingHours) => void;
}

/** For each weekday whether meetings may take place, and from when until when (SC-2). */
export function MeetingHoursFields({ hours, onChange }: MeetingHoursFieldsProps) {
  const order = weekOrder(navigator.language);
  const model = hours[order.find((weekday) => hours[weekday] !== null) ?? 0] ?? WHOLE_DAY;
  const alike = hours.every((day) => day === null || (day.from === model.from && day.until === model.until));
  return (
    <div className="hours">
      <ul>
        {order.map((weekday) => (
          <DayRow
            key={weekday}
            weekday={weekday}
            day={hours[weekday] ?? null}
            model={model}
            onChange={(day) => onChange(hours.with(weekday, day))}
          />
        ))}
      </ul>
      <Button size="small" variant="quiet" disabled={alike} onClick={() => onChange(hours.map((day) => day && model))}>
        The first open day's hours for all open days
      </Button>
    </div>
  );
}

interface DayRowProps {
  weekday: number;
  day: OpenHours | null;
  /** What a day that is opened begins with. */
  model: OpenHours;
  onChange: (day: OpenHours | null) => void;
}

function DayRow({ weekday, day, model, onChange }: DayRowProps) {
  const name = weekdayName(weekday, "long");
  return (
    <li>
      <Checkbox checked={day !== null} onChange={(open) => onChange(open ? model : null)}>
        {weekdayName(weekday)}
        <span className="sr">, meetings on {name}</span>
      </Checkbox>
      {day ? (
        <>
          <Hour
            label={`${name} from`}
            minute={day.from}
            among={EVERY_HALF_HOUR.filter((minute) => minute < day.until)}
            onChange={(from) => onChange({ ...day, from })}
          />
          <span className="faint">to</span>
          <Hour
            label={`${name} until`}
            minute={day.until}
            among={EVERY_HALF_HOUR.filter((minute) => minute > day.from)}
            onChange={(until) => onChange({ ...day, until })}
          />
        </>
      ) : (
        <span className="faint small">no meetings</span>
      )}
    </li>
  );
}

const EVERY_HALF_HOUR = Array.from({ length: MINUTES_PER_DAY / 30 + 1 }, (_, at) => 30 * at);

interface HourProps {
  label: string;
  minute: number;
  among: readonly number[];
  onChange: (minute: number) => void;
}

/** An hour chosen from a list: always on a 24-hour clock, and none that would close before it opens. */
function Hour({ label, minute, among, onChange }: HourProps) {
  const minutes = [...new Set([...among, minute])].toSorted((a, b) => a - b);
  return (
    <Select
      label={label}
      value={String(minute)}
      options={minutes.map((one) => ({ value: String(one), label: endClock(one) }))}
      onChange={(value) => onChange(Number(value))}
    />
  );
}
