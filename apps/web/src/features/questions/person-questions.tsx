import { Button } from "../../ui/button.tsx";
import { hoursWords, standingWords } from "./question-words.ts";
import { useQuestions } from "./use-questions.ts";
import "./questions.css";

interface PersonQuestionsProps {
  cohortId: number;
  person: { personId: number; name: string };
  /** The organiser's clock: the cohort's. */
  timeZone: string;
  /** When the run that is shown, or else the last one, began. */
  since: Date | null;
}

/** What one person was asked and what they said, each open one with its way back (SC-14). */
export function PersonQuestions({ cohortId, person, timeZone, since }: PersonQuestionsProps) {
  const { questions, withdrawing, withdraw } = useQuestions(cohortId);
  const theirs = questions.filter(({ personId }) => personId === person.personId);
  if (theirs.length === 0) return null;
  return (
    <ul className="asked" aria-label={`Asked of ${person.name}`}>
      {theirs.map((question) => (
        <li key={question.questionId}>
          <span>{standingWords(question, { timeZone, since })}</span>
          {question.state === "open" && (
            <Button
              size="small"
              variant="link"
              busy={withdrawing === question.questionId}
              aria-label={`Take back the question to ${person.name} about ${hoursWords(question)}`}
              onClick={() => withdraw(question)}
            >
              Take back
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
