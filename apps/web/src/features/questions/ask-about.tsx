import type { Inputs } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { hoursWords } from "./question-words.ts";
import { useQuestions } from "./use-questions.ts";

interface AskAboutProps {
  cohortId: number;
  person: { personId: number; name: string; timeZone: string };
  /** In their own week, for a meeting in the cohort's, of a group where there is one. */
  about: Pick<Inputs["questions"]["ask"], "window" | "groupStart" | "groupId">;
}

/** Asks one person whether they could make the hours they lack; nothing while that very question is open (SC-14). */
export function AskAbout({ cohortId, person: { personId, name, timeZone }, about }: AskAboutProps) {
  const { questions, busy, ask } = useQuestions(cohortId);
  const { start, end } = about.window;
  const isAsked = questions.some(
    ({ personId: id, state, window }) =>
      id === personId && state === "open" && window.start === start && window.end === end,
  );
  if (isAsked) return null;
  const hours = hoursWords({ window: about.window, timeZone });
  return (
    <Button
      size="small"
      disabled={busy}
      aria-label={`Ask ${name} about ${hours}`}
      onClick={() => ask({ cohortId, personId, ...about }, { name, timeZone })}
    >
      Ask about {hours}
    </Button>
  );
}
