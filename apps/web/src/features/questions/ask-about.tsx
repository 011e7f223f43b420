import type { Inputs } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { hoursWords } from "./question-words.ts";
import { useQuestions } from "./use-questions.ts";

interface AskAboutProps {
  cohortId: number;
  person: { personId: number; name: string; timeZone: string };
  /** In their own week, for a meeting in the cohort's, of a group where there is one. */
  about: Pick<Inputs["questions"]["ask"], "window" | "groupStart" | "groupId">;
  /** When the hours were looked at, where that is not now: a yes since then needs no second question. */
  since?: Date | null;
}

/** Asks one person whether they could make the hours they lack; nothing once that very question is open or has its yes (SC-14). */
export function AskAbout({ cohortId, person: { personId, name, timeZone }, about, since = null }: AskAboutProps) {
  const { questions, isAsking, ask } = useQuestions(cohortId);
  const { start, end } = about.window;
  const isAsked = questions.some(
    ({ personId: id, state, window, closedAt }) =>
      id === personId &&
      (state === "open" || (state === "yes" && since !== null && closedAt !== null && closedAt >= since)) &&
      window.start === start &&
      window.end === end,
  );
  if (isAsked) return null;
  const hours = hoursWords({ window: about.window, timeZone });
  return (
    <Button
      size="small"
      busy={isAsking}
      aria-label={`Ask about ${hours}: ${name}`}
      onClick={() => ask({ cohortId, personId, ...about }, { name, timeZone })}
    >
      Ask about {hours}
    </Button>
  );
}
