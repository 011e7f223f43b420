import { useQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { weekMinuteWords } from "../../dates/week-words.ts";
import { listOf } from "../../ui/count-words.ts";
import { Note } from "../../ui/note.tsx";
import { startWords } from "./effect.ts";
import { minuteOf, withoutWords } from "./ranked-times.ts";

/** Before two groups are merged: who could come when the other one meets, which times suit all of them (GR-9), and which rules that breaks. */
export function MergePreview({ groupId, intoGroupId }: { groupId: number; intoGroupId: number }) {
  const { data, error } = useQuery(trpc.groups.mergeOptions.queryOptions({ groupId }));
  if (!data) return error && <Note tone="fail">{problemOf(error).sentence}</Note>;
  const option = data.options.find((one) => one.groupId === intoGroupId);
  if (!option) return null;
  const nameOf = (id: number) => data.people.find(({ personId }) => personId === id)?.name ?? "somebody";
  return (
    <div className="merge-times">
      <p>
        <b>
          {option.together} of {option.seats} together, {startWords(option.slot)}:
        </b>{" "}
        {option.cannot.length === 0 ? "all of them are free." : `without ${listOf(option.cannot.map(nameOf))}.`}
      </p>
      {option.breaks.map((words) => (
        <Note key={words} tone="warn">
          {words}
        </Note>
      ))}
      <p className="faint small">Times that suit them best, {cityOf(option.slot.timeZone)} time</p>
      <ul>
        {option.best.slice(0, 3).map((time) => (
          <li key={minuteOf(time)}>
            <b>{weekMinuteWords(minuteOf(time))}</b> {time.free} of {option.together}{" "}
            <span className="faint">{withoutWords(time, data.people)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
