import { Link } from "@tanstack/react-router";
import { aheadWords } from "@muster/domain/waiting";
import type { Outputs } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";

interface LineAnswerProps {
  line: Outputs["waiting"]["line"];
  busy: boolean;
  problem: string | null;
  said: string | null;
  leave: () => void;
}

/** The line an organiser put somebody in, and the way out of it. */
export function LineAnswer({ line, busy, problem, said, leave }: LineAnswerProps) {
  const { course, cohort, name, group, nextMeetingAt, timeZone, ahead, open, sentence } = line;
  const stands = open && said === null;
  return (
    <>
      <p className="dim">
        {course}, {cohort}. For {name}.
      </p>
      {!stands && (
        <Note tone={said === null ? "info" : "ok"} announce>
          {said ?? sentence}
        </Note>
      )}
      {stands && (
        <>
          <p>
            {sentence} In line there: {aheadWords(ahead)}.
          </p>
          {nextMeetingAt && (
            <p>
              {group} meets next on {momentOf(nextMeetingAt, timeZone)}.
            </p>
          )}
          <p>To stay in line there is nothing to do. If you leave it, an organiser can still place you elsewhere.</p>
          <Button size="large" busy={busy} disabled={busy} onClick={leave}>
            Leave the line
          </Button>
        </>
      )}
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      <Link className={buttonClass({ variant: "link" })} to="/">
        Open Muster
      </Link>
    </>
  );
}
