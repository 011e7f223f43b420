import { useNow } from "../../dates/clock.ts";
import { cityOf, leafOf, relativeDay, timeOf, timeThere } from "../../dates/instant-words.ts";
import { Card } from "../../ui/card.tsx";
import type { Meeting } from "./my-meetings.ts";

interface NextMeetingProps {
  meeting: Meeting;
  timeZone: string;
  /** The zone the series keeps. */
  homeZone: string;
  forming: boolean;
}

/** The date as a leaf, the hour as the largest thing on the page. */
export function NextMeeting({ meeting, timeZone, homeZone, forming }: NextMeetingProps) {
  const at = useNow();
  const leaf = leafOf(meeting.startsAt, timeZone);
  const which = meeting.number === 1 ? "First meeting" : `Meeting ${meeting.number}`;
  const elsewhere = timeThere(meeting.startsAt, { there: homeZone, here: timeZone });
  return (
    <Card className="hero">
      <div className="leaf" aria-hidden="true">
        <span>{leaf.weekday}</span>
        <b>{leaf.day}</b>
        <span>{leaf.month}</span>
      </div>
      <div className="meet">
        <p className="label">
          {which}
          {forming ? " if the group opens" : ""}, {relativeDay(meeting.startsAt, at, timeZone)}
          <span className="sr">
            , {leaf.weekday} {leaf.day} {leaf.month}
          </span>
        </p>
        <p className="clock">
          {timeOf(meeting.startsAt, timeZone)}
          <span>to {timeOf(meeting.endsAt, timeZone)}</span>
        </p>
        <p className="dim">
          {cityOf(timeZone)} time
          {elsewhere === timeOf(meeting.startsAt, timeZone) ? "" : `, ${elsewhere} in ${cityOf(homeZone)}`}
        </p>
      </div>
    </Card>
  );
}
