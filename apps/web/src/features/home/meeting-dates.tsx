import { leafOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import { Card } from "../../ui/card.tsx";
import { clockNote, type Meeting } from "./my-meetings.ts";

interface MeetingDatesProps {
  meetings: readonly Meeting[];
  next: Meeting | null;
  timeZone: string;
}

const NUMBER_WORDS = [
  "No",
  "One",
  "Two",
  "Three",
  "Four",
  "Five",
  "Six",
  "Seven",
  "Eight",
  "Nine",
  "Ten",
  "Eleven",
  "Twelve",
];

/** All dates of the series, on this reader's calendar. */
export function MeetingDates({ meetings, next, timeZone }: MeetingDatesProps) {
  const [first] = meetings;
  if (!first) return null;
  const day = weekdayOfInstant(first.startsAt, timeZone, "long");
  const note = clockNote(meetings, timeZone);
  return (
    <Card className="pad">
      <h2>
        {NUMBER_WORDS[meetings.length] ?? meetings.length} {day}
        {meetings.length === 1 ? "" : "s"}
      </h2>
      <ol className="tl">
        {meetings.map((meeting) => {
          const leaf = leafOf(meeting.startsAt, timeZone);
          const isNext = meeting.number === next?.number;
          return (
            <li key={meeting.number} className={isNext ? "at" : undefined} aria-current={isNext ? "date" : undefined}>
              <b>{leaf.day}</b>
              <span>{leaf.monthShort}</span>
            </li>
          );
        })}
      </ol>
      {note && <p className="small faint">{note}</p>}
    </Card>
  );
}
