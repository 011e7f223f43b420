import { useSuspenseQueries } from "@tanstack/react-query";
import { Copy, Flag, Pencil } from "lucide-react";
import { useState } from "react";
import { trpc } from "../app/trpc.ts";
import { calendarDay, cityOf } from "../dates/instant-words.ts";
import { CallBacksCard } from "../features/cohorts/call-backs-card.tsx";
import { CohortPageFrame } from "../features/cohorts/cohort-page-frame.tsx";
import { CohortNumbers } from "../features/cohorts/cohort-numbers.tsx";
import { EditTerms } from "../features/cohorts/edit-terms.tsx";
import { FacilitatorsCard } from "../features/cohorts/facilitators-card.tsx";
import { NextStepLine } from "../features/cohorts/next-step-line.tsx";
import { NotAnswered } from "../features/cohorts/not-answered.tsx";
import { useCohortId } from "../features/cohorts/use-cohort-id.ts";
import { useCopy } from "../ui/use-copy.ts";
import { WeekHeat } from "../features/cohorts/week-heat.tsx";
import { CloseCohort } from "../features/endings/close-cohort.tsx";
import { BotCard } from "../features/realization/bot-card.tsx";
import { ChangeSteps } from "../features/realization/change-steps.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { countOf } from "../ui/count-words.ts";

export function CohortPage() {
  const cohortId = useCohortId();
  const [{ data: cohort }, { data: people }] = useSuspenseQueries({
    queries: [trpc.cohorts.overview.queryOptions({ cohortId }), trpc.cohorts.people.queryOptions({ cohortId })],
  });
  const [editing, setEditing] = useState(false);
  const [closing, setClosing] = useState(false);
  const copy = useCopy();
  const terms = `${cohort.name} · from ${calendarDay(cohort.startDate)} · ${countOf(cohort.numberOfMeetings, "weekly meeting")} of ${cohort.meetingLengthMinutes} min · kept in ${cityOf(cohort.timeZone)} time`;
  return (
    <CohortPageFrame
      cohortId={cohortId}
      title={cohort.course.title}
      sub={terms}
      actions={
        <>
          {cohort.status === "active" && (
            <Button variant="quiet" icon={Flag} onClick={() => setClosing(true)}>
              Close cohort
            </Button>
          )}
          <Button icon={Pencil} onClick={() => setEditing(true)}>
            Edit terms
          </Button>
          <Button
            variant="primary"
            icon={Copy}
            disabled={!cohort.signupsOpen}
            onClick={() => void copy(cohort.signUpUrl, "Sign-up link copied")}
          >
            {cohort.signupsOpen ? "Copy sign-up link" : "Sign-up is closed"}
          </Button>
        </>
      }
    >
      <Card>
        <CohortNumbers cohort={cohort} people={people} />
        <NextStepLine cohort={cohort} />
      </Card>
      <div className="cols overview-cols">
        <div className="stack">
          <CallBacksCard cohortId={cohortId} timeZone={cohort.timeZone} />
          <NotAnswered people={cohort.notAnswered} anybody={cohort.people > 0} />
          <FacilitatorsCard people={people} />
        </div>
        <div className="stack">
          <WeekHeat heat={cohort.heat} timeZone={cohort.timeZone} />
          <BotCard bot={cohort.bot} timeZone={cohort.timeZone} />
        </div>
      </div>
      {closing && (
        <CloseCohort
          cohort={cohort}
          onClose={() => setClosing(false)}
          steps={(groups) => <ChangeSteps groups={groups} />}
        />
      )}
      {editing && <EditTerms cohort={cohort} onClose={() => setEditing(false)} />}
    </CohortPageFrame>
  );
}
