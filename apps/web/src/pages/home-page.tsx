import { useSuspenseQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { Fragment } from "react";
import { trpc } from "../app/trpc.ts";
import { deviceTimeZone, useNow } from "../dates/clock.ts";
import { useViewer } from "../features/account/use-viewer.ts";
import { answerOf, type Reader } from "../features/home/answer.ts";
import { CohortAnswer } from "../features/home/cohort-answer.tsx";
import { useMyCohorts } from "../features/home/use-my-cohorts.ts";
import { MyQuestions } from "../features/questions/my-questions.tsx";
import { MySwaps } from "../features/swaps/my-swaps.tsx";
import { AwayNote } from "../features/taking-part/away-note.tsx";
import { MyVisits } from "../features/visits/my-visits.tsx";
import { MyLines } from "../features/waiting/my-lines.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { DoorPage } from "../ui/page.tsx";

export function HomePage() {
  const { person, inviteUrl } = useViewer();
  const [first, ...others] = useMyCohorts();
  const { data: week } = useSuspenseQuery(trpc.availability.mine.queryOptions());
  const at = useNow();
  const reader: Reader = {
    timeZone: week.timeZone ?? person?.timeZone ?? deviceTimeZone(),
    week: week.availability,
    at,
  };
  if (!first && person?.isOrganiser) return <Navigate to="/cohorts" replace />;
  if (!first)
    return (
      <DoorPage tab="My group" title={`Welcome, ${person?.name}.`}>
        <EmptyState title="You are not signed up for a cohort yet">
          Your organiser has a sign-up link for you. Open it, and you come back here.
        </EmptyState>
      </DoorPage>
    );
  const answer = (cohort: typeof first) => (
    <>
      <AwayNote cohort={cohort} timeZone={reader.timeZone} />
      <MyQuestions cohortId={cohort.cohortId} />
      <MyLines
        cohortId={cohort.cohortId}
        timeZone={reader.timeZone}
        current={cohort.role === "participant" ? (cohort.groups[0]?.name ?? null) : null}
      />
      <MySwaps cohortId={cohort.cohortId} timeZone={reader.timeZone} />
      <MyVisits cohortId={cohort.cohortId} timeZone={reader.timeZone} serverUrl={inviteUrl} />
      <CohortAnswer cohort={cohort} reader={reader} me={person?.name ?? ""} inviteUrl={inviteUrl} />
    </>
  );
  return (
    <DoorPage tab="My group" crumb={`${first.course}, ${first.cohort}`} {...answerOf(first, reader)}>
      {answer(first)}
      {others.map((cohort) => {
        const { title, lead } = answerOf(cohort, reader);
        return (
          <Fragment key={cohort.cohortId}>
            <hr className="between" />
            <div>
              <p className="crumb">
                {cohort.course}, {cohort.cohort}
              </p>
              <h2 className="second">{title}</h2>
              <p className="lead">{lead}</p>
            </div>
            {answer(cohort)}
          </Fragment>
        );
      })}
    </DoorPage>
  );
}
