import { Link } from "@tanstack/react-router";
import { ExternalLink, RefreshCw } from "lucide-react";
import { problemOf } from "../app/trpc.ts";
import { useViewer } from "../features/account/use-viewer.ts";
import { CohortPageFrame, useCohortCard } from "../features/cohorts/cohort-page-frame.tsx";
import { useCohortId } from "../features/cohorts/use-cohort-id.ts";
import { UndoRealization } from "../features/endings/undo-realization.tsx";
import { AbsentCard } from "../features/realization/absent-card.tsx";
import { ApproveButton } from "../features/realization/approve-button.tsx";
import { ChangeSteps } from "../features/realization/change-steps.tsx";
import { ChecksCard } from "../features/realization/checks-card.tsx";
import { DoneCard } from "../features/realization/done-card.tsx";
import { PlanTable } from "../features/realization/plan-table.tsx";
import { ProgressCard } from "../features/realization/progress-card.tsx";
import { ResultsCard } from "../features/realization/results-card.tsx";
import { inviteNotes } from "../features/realization/invite-notes.ts";
import { useStop } from "../features/realization/use-stop.ts";
import { usePlan, useRealization, type RealizationState } from "../features/realization/use-realization.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { countOf } from "../ui/count-words.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Note } from "../ui/note.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import "../features/realization/realization.css";

export function RealizationPage() {
  const cohortId = useCohortId();
  const previews = useCohortCard(cohortId)?.groups.preview ?? 0;
  const { state, error } = useRealization(cohortId);
  const plan = usePlan(cohortId, state, previews);
  const again = () => plan.mutate({ cohortId });
  const stop = useStop(cohortId, again);
  const idle = state !== null && !state.running;
  return (
    <CohortPageFrame
      cohortId={cohortId}
      title="Realize"
      sub={subWords(state, previews)}
      tab={tabWords(state)}
      actions={
        idle && (
          <>
            <UndoRealization
              cohortId={cohortId}
              until={state.undoUntil}
              steps={(groups) => <ChangeSteps groups={groups} />}
            />
            {(state.plan || previews > 0) && (
              <Button
                icon={RefreshCw}
                disabled={!state.bot.connected}
                busy={plan.isPending || state.plan?.state === "looking"}
                onClick={again}
              >
                {state.plan ? "Plan again" : "Make the plan"}
              </Button>
            )}
            {state.plan && <ApproveButton state={state} onStale={again} />}
          </>
        )
      }
    >
      {(error ?? plan.error) !== null && (
        <Note tone="fail" announce>
          {problemOf(error ?? plan.error).sentence}
        </Note>
      )}
      {state ? <Stages state={state} previews={previews} stop={stop} /> : !error && <Skeleton lines={6} />}
    </CohortPageFrame>
  );
}

interface StagesProps {
  state: RealizationState;
  previews: number;
  stop: ReturnType<typeof useStop>;
}

/** What is to be done, what is being done, what came of it: whichever there is. */
function Stages({ state, previews, stop }: StagesProps) {
  const { cohortId, bot, plan, running, results } = state;
  const { inviteUrl } = useViewer();
  const groups = (running ?? plan)?.groups ?? [];
  const toDo = !running && plan !== null && (plan.state !== "ready" || plan.actions > 0);
  return (
    <div className="cols realize-cols">
      <div className="stack">
        {!bot.connected && !(toDo && plan.problems.length > 0) && <BotAway />}
        {running && <ProgressCard running={running} connected={bot.connected} stop={stop} />}
        {toDo && <PlanTable plan={plan} />}
        {results.length > 0 && <ResultsCard results={results} settled={running === null} />}
        {!running && results.length > 0 && !toDo && <DoneCard cohortId={cohortId} />}
        {!running && plan && !toDo && <PlanTable plan={plan} />}
        {!running && !plan && results.length === 0 && bot.connected && <NothingToPlan previews={previews} />}
      </div>
      <aside className="stack" aria-label="Checks and people">
        <ChecksCard bot={bot} plan={plan} notes={inviteNotes(inviteUrl, groups)} />
        <AbsentCard groups={groups} />
        <DiscordLink active={results.some(({ status }) => status === "active")} />
      </aside>
    </div>
  );
}

function BotAway() {
  return (
    <Note tone="warn">
      <b>The bot is not connected.</b> Nothing can be created until it is back; what was begun goes on by itself then.
      If you run Muster, see that the bot is started and that its token is right. Scheduling and moving people work
      meanwhile.
    </Note>
  );
}

function NothingToPlan({ previews }: { previews: number }) {
  const cohortId = useCohortId();
  if (previews > 0) return <Skeleton lines={6} label="Making the plan" />;
  return (
    <Card>
      <EmptyState
        title="Nothing to create"
        action={
          <Link className={buttonClass()} to="/cohorts/$cohortId/schedule" params={{ cohortId }}>
            Go to the schedule
          </Link>
        }
      >
        Groups in preview appear here as a plan: each channel, each person's access, each event, before anything is
        done.
      </EmptyState>
    </Card>
  );
}

function DiscordLink({ active }: { active: boolean }) {
  const { simulatorUrl } = useViewer();
  if (!simulatorUrl || !active) return null;
  return (
    <a className={buttonClass()} href={simulatorUrl} target="_blank" rel="noreferrer">
      <ExternalLink className="i" />
      Open the simulated Discord
    </a>
  );
}

function subWords(state: RealizationState | null, previews: number): string {
  if (state?.running) return "Each step is kept as it happens";
  if (state?.plan) return "Compared with Discord as it is";
  return previews > 0 ? `${countOf(previews, "group")} in preview` : "";
}

function tabWords(state: RealizationState | null): string {
  const running = state?.running;
  return running && running.total > 0 ? `${Math.round((100 * running.done) / running.total)} % · Realize` : "Realize";
}
