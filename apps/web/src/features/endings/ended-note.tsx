import type { Outputs } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { countOf, listOf } from "../../ui/count-words.ts";
import "./endings.css";

interface EndedNoteProps {
  ended: NonNullable<Outputs["groups"]["list"][number]["ended"]>;
  status: string;
  timeZone: string;
}

/** How and when a group ended, why, and who was in it. */
export function EndedNote({ ended, status, timeZone }: EndedNoteProps) {
  const how = ended.mergedInto ? `Merged into ${ended.mergedInto}` : status === "completed" ? "Completed" : "Cancelled";
  return (
    <div className="ended-note">
      <p>
        <b>{how}</b> {momentOf(ended.endedAt, timeZone)}
        {ended.reason && <>: {ended.reason}</>}
      </p>
      {ended.people.length > 0 && (
        <p className="dim">
          {countOf(ended.people.length, "person", "people")} then: {listOf(ended.people)}
        </p>
      )}
    </div>
  );
}
