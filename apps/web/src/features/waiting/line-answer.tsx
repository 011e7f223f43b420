import { aheadWords } from "@muster/domain/waiting";
import type { Outputs } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { LinkAnswer } from "../../ui/link-answer.tsx";

interface LineAnswerProps {
  line: Outputs["waiting"]["line"];
  busy: boolean;
  problem: string | null;
  said: string | null;
  leave: () => void;
}

/** The line an organiser put somebody in, and the way out of it. */
export function LineAnswer({ line, busy, problem, said, leave }: LineAnswerProps) {
  const { group, nextMeetingAt, timeZone, ahead, open, sentence } = line;
  const stands = open && said === null;
  return (
    <LinkAnswer about={line} isAsked={stands} said={said} problem={problem}>
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
          <Button size="large" busy={busy} onClick={leave}>
            Leave the line
          </Button>
        </>
      )}
    </LinkAnswer>
  );
}
