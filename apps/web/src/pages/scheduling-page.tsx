import { isWorking } from "@muster/domain/scheduling-settings";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { useState } from "react";
import { problemOf, trpc } from "../app/trpc.ts";
import { useRefusal } from "../app/use-refusal.ts";
import { CohortPageFrame, useCohortCard } from "../features/cohorts/cohort-page-frame.tsx";
import { peopleShown } from "../features/cohorts/person-words.ts";
import { useCohortId } from "../features/cohorts/use-cohort-id.ts";
import { LeftOutList } from "../features/leaving-out/left-out-list.tsx";
import { carryPins } from "../features/groups/use-pins.ts";
import { RuleList } from "../features/rules/rule-list.tsx";
import { useRuleCount } from "../features/rules/use-rules.ts";
import { CompareRuns } from "../features/scheduling/compare-runs.tsx";
import { FactsStrip } from "../features/scheduling/facts-strip.tsx";
import { PlannedRun } from "../features/scheduling/planned-run.tsx";
import { PreflightList } from "../features/scheduling/preflight-list.tsx";
import type { KeptPlace } from "../features/scheduling/board-pins.ts";
import type { Moving } from "../features/scheduling/others.ts";
import { ProposalResult } from "../features/scheduling/proposal-result.tsx";
import { blockedWords, tabWords } from "../features/scheduling/readiness.ts";
import { RunCard } from "../features/scheduling/run-card.tsx";
import { hasProposal, runToShow, type RunRow, type RunState } from "../features/scheduling/run-words.ts";
import { RunsTable } from "../features/scheduling/runs-table.tsx";
import { SettingsForm } from "../features/scheduling/settings-form.tsx";
import type { ChosenRemedy } from "../features/scheduling/unplaced-list.tsx";
import { WhatIfCard } from "../features/scheduling/what-if-card.tsx";
import { useRun } from "../features/scheduling/use-run.ts";
import { useRemedy } from "../features/scheduling/use-remedy.ts";
import { useRunDeeds } from "../features/scheduling/use-run-deeds.ts";
import { exportRun } from "../features/scheduling/export-run.ts";
import { useSettings, type Settings } from "../features/scheduling/use-settings.ts";
import { Button } from "../ui/button.tsx";
import { Card, CardHead } from "../ui/card.tsx";
import { countOf } from "../ui/count-words.ts";
import { Note } from "../ui/note.tsx";
import { useToast } from "../ui/toast.tsx";
import { unplacedParts } from "./unplaced-parts.tsx";
import "../features/scheduling/scheduling.css";

export function SchedulingPage() {
  const cohortId = useCohortId();
  const runs = useSuspenseQuery(trpc.scheduling.runs.queryOptions({ cohortId })).data;
  const [chosen, setChosen] = useChosenRun();
  const shownId = runs.some(({ id }) => id === chosen) ? chosen : runToShow(runs);
  const run = useRun(cohortId, shownId);
  const settings = useSettings(cohortId);
  const [fill, setFill] = useState(false);
  const refusal = useRefusal();
  const deeds = useRunDeeds(setChosen, refusal);
  const remedy = useRemedy(setChosen, refusal);
  const starting = deeds.start.isPending && (deeds.start.variables.again ? "again" : "anew");
  const { preflight } = settings;
  const working = runs.some(({ status }) => isWorking(status));
  const blocked = blockedWords({ working, preflight, valid: settings.settings !== null });
  const card = useCohortCard(cohortId);
  const groups = card?.groups;
  const standing = (groups?.preview ?? 0) + (groups?.active ?? 0);
  const quiet = working || (run !== null && isOpen(run));
  return (
    <CohortPageFrame
      cohortId={cohortId}
      title="Schedule"
      sub={card?.name}
      tab={tabWords(run)}
      actions={
        <>
          {blocked && <span className="faint small">{blocked}</span>}
          <Button
            variant={quiet ? "plain" : "primary"}
            icon={Play}
            disabled={blocked !== null}
            busy={starting === "anew"}
            onClick={() =>
              settings.settings && deeds.start.mutate({ cohortId, settings: settings.settings, keepPlaced: fill })
            }
          >
            {preflight ? `Schedule ${countOf(preflight.candidates, "person", "people")}` : "Schedule"}
          </Button>
        </>
      }
    >
      <Facts cohortId={cohortId} capacity={preflight?.capacity} lastRun={runs[0]} />
      <div className="cols schedule-cols">
        <SettingsForm
          settings={settings}
          timeZone={card?.timeZone ?? "UTC"}
          standing={standing > 0 ? { groups: standing, fill, onFill: setFill } : null}
        >
          <PlannedRun cohortId={cohortId} timeZone={card?.timeZone ?? "UTC"} settings={settings.settings} />
        </SettingsForm>
        <div className="stack">
          {refusal.refused !== null && (
            <Note tone="fail" announce>
              {refusal.refused.sentence}
            </Note>
          )}
          {run && run.status !== "discarded" && (
            <ShownRun
              run={run}
              deeds={deeds}
              isRunningAgain={starting === "again"}
              remedying={remedy.apply.isPending ? remedy.apply.variables : null}
              onBack={(to) => remedy.back(run.id, to)}
              onRemedy={(chosen) => remedy.apply.mutate({ runId: run.id, ...chosen })}
              onAgain={(keep, moving) =>
                settings.settings &&
                deeds.start.mutate({
                  cohortId,
                  settings: settings.settings,
                  keepPlaced: fill,
                  again: { runId: run.id, keep, moving },
                })
              }
            />
          )}
          <LeftOut cohortId={cohortId} timeZone={card?.timeZone ?? "UTC"} />
          <WhatIfCard
            cohortId={cohortId}
            run={run}
            settings={settings.settings}
            keepPlaced={fill}
            running={working}
            onUse={(next, words) => settings.replace(next, `In the form now: ${words}.`)}
          />
          <PreflightList preflight={preflight} cohortId={cohortId} filling={fill} />
          <Rules cohortId={cohortId} timeZone={card?.timeZone ?? "UTC"} open={card?.status === "active"} />
          <History runs={runs} shownId={shownId} deeds={deeds} onOpen={setChosen} onSettings={settings.replace} />
        </div>
      </div>
    </CohortPageFrame>
  );
}

/** Which run is looked at stands in the address: a reload, or a colleague with the link, sees the same one (SC-10). */
function useChosenRun(): [number | null, (runId: number | null) => void] {
  const { run } = useSearch({ from: "/desk/cohorts/$cohortId/schedule" });
  const navigate = useNavigate();
  const cohortId = useCohortId();
  return [
    run ?? null,
    (runId) =>
      void navigate({
        to: "/cohorts/$cohortId/schedule",
        params: { cohortId },
        search: runId === null ? {} : { run: runId },
        resetScroll: false,
      }),
  ];
}

/** What runs keep to beside the settings, from here too (GR-13). */
function Rules({ cohortId, timeZone, open }: { cohortId: number; timeZone: string; open: boolean }) {
  const people = useSuspenseQuery(trpc.cohorts.people.queryOptions({ cohortId })).data;
  return (
    <Card aria-label="Rules">
      <CardHead title="Rules" count={useRuleCount(cohortId)} />
      <RuleList cohort={{ id: cohortId, timeZone }} people={people} open={open} />
    </Card>
  );
}

interface FactsProps {
  cohortId: number;
  capacity: number | undefined;
  lastRun: RunRow | undefined;
}

/** The same rows and the same filters as the page of people: a number here and the list it leads to cannot disagree. */
function Facts({ cohortId, capacity, lastRun }: FactsProps) {
  const people = useSuspenseQuery(trpc.cohorts.people.queryOptions({ cohortId })).data;
  const cohort = useSuspenseQuery(trpc.cohorts.overview.queryOptions({ cohortId })).data;
  const count = (filter: "ready" | "not_answered" | "facilitators") => peopleShown(people, filter, "").length;
  return (
    <FactsStrip
      cohort={cohort}
      ready={count("ready")}
      silent={count("not_answered")}
      facilitators={count("facilitators")}
      capacity={capacity}
      lastRun={lastRun}
    />
  );
}

/** Whom no run looks at, whatever run is shown. */
function LeftOut({ cohortId, timeZone }: { cohortId: number; timeZone: string }) {
  const { data: people } = useSuspenseQuery(trpc.cohorts.people.queryOptions({ cohortId }));
  if (!people.some(({ leftOut }) => leftOut !== null)) return null;
  return (
    <Card aria-label="Left out">
      <LeftOutList {...{ cohortId, people, timeZone }} />
    </Card>
  );
}

const isProposing = (run: RunState): boolean => hasProposal(run.status) && run.progress !== null;
const isOpen = (run: RunState): boolean =>
  isProposing(run) && run.status !== "accepted" && run.status !== "interrupted";

interface ShownRunProps {
  run: RunState;
  deeds: ReturnType<typeof useRunDeeds>;
  isRunningAgain: boolean;
  remedying: ChosenRemedy | null;
  onAgain: (keep: KeptPlace[], moving: Moving) => void;
  onBack: (runId: number) => void;
  onRemedy: (chosen: ChosenRemedy) => void;
}

/** The run itself, and once it has ended what it proposes. */
function ShownRun({ run, deeds, onBack, ...proposal }: ShownRunProps) {
  const cohortId = useCohortId();
  const cohort = useSuspenseQuery(trpc.cohorts.overview.queryOptions({ cohortId })).data;
  const people = useSuspenseQuery(trpc.cohorts.people.queryOptions({ cohortId })).data;
  const navigate = useNavigate();
  const toast = useToast();
  const discard = () => deeds.discard(run);
  return (
    <>
      <RunCard
        key={`card-${run.id}`}
        run={run}
        timeZone={cohort.timeZone}
        isStopping={deeds.stop.isPending}
        isDiscarding={deeds.isDiscarding}
        onStop={() => deeds.stop.mutate({ runId: run.id })}
        onDiscard={discard}
        onBack={onBack}
      />
      {isProposing(run) && (
        <ProposalResult
          key={run.id}
          runId={run.id}
          mayBeLost={run.status === "interrupted"}
          terms={cohort}
          onDiscard={discard}
          {...proposal}
          parts={unplacedParts({ cohort, people, since: run.startedAt })}
          onAccepted={(sentence, board) => {
            carryPins(cohortId, board);
            toast({ text: sentence });
            void navigate({ to: "/cohorts/$cohortId/groups", params: { cohortId } });
          }}
        />
      )}
    </>
  );
}

interface HistoryProps {
  runs: readonly RunRow[];
  shownId: number | null;
  deeds: ReturnType<typeof useRunDeeds>;
  onOpen: (runId: number) => void;
  onSettings: Settings["replace"];
}

function History({ runs, shownId, deeds, onOpen, onSettings }: HistoryProps) {
  const timeZone = useCohortCard(useCohortId())?.timeZone ?? "UTC";
  const toast = useToast();
  const [comparing, setComparing] = useState<number | null>(null);
  if (runs.length === 0) return null;
  const one = runs.find(({ id }) => id === shownId);
  const other = runs.find(({ id }) => id === comparing);
  return (
    <>
      <RunsTable
        {...{ runs, timeZone, shownId, onOpen }}
        onCompare={setComparing}
        onDelete={deeds.remove}
        onRestore={deeds.restore}
        onSettings={(run) => onSettings(run.settings, `The settings of run ${run.number} are back in the form.`)}
        onExport={(runId, format) =>
          void exportRun(runId, format).catch((error: unknown) => toast({ text: problemOf(error).sentence }))
        }
      />
      {one && other && <CompareRuns one={one} other={other} timeZone={timeZone} onClose={() => setComparing(null)} />}
    </>
  );
}
