import { countWords } from "./question-words.ts";
import { useQuestions } from "./use-questions.ts";
import "./questions.css";

interface AskedCountProps {
  cohortId: number;
  /** Only of these people. */
  people: readonly { personId: number }[];
  /** What was answered before has been used: by the run that began then. */
  since?: Date | null;
}

/** How many were asked and how many said yes, above those without a place (SC-14). */
export function AskedCount({ cohortId, people, since = null }: AskedCountProps) {
  const { questions } = useQuestions(cohortId);
  const here = new Set(people.map(({ personId }) => personId));
  const words = countWords(
    questions.filter(({ personId }) => here.has(personId)),
    since,
  );
  return words && <p className="asked-count">{words}</p>;
}
