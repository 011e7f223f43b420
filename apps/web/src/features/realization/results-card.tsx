import { useMutation } from "@tanstack/react-query";
import { groupSubject } from "@muster/domain/subject";
import { Play, RefreshCw, UserRoundX } from "lucide-react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Announcer } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { useToast } from "../../ui/toast.tsx";
import { resultsWords } from "./results-words.ts";
import type { Result } from "./use-realization.ts";

/** What came of each group, in words, and what can be tried again (PL-10). */
export function ResultsCard({ results, settled }: { results: readonly Result[]; settled: boolean }) {
  const toast = useToast();
  const retrying = trpc.sync.retry.mutationOptions({ onError: (error) => toast({ text: problemOf(error).sentence }) });
  const [retry, retryAll] = [useMutation(retrying), useMutation(retrying)];
  const task = (groupId: number) => ({ subject: groupSubject(groupId), system: "discord" as const });
  const failed = results.filter(({ outcome }) => outcome === "failed");
  const columns: Column<Result>[] = [
    { key: "group", head: "Group", cell: ({ name }) => <b className="md nowrap">{name}</b> },
    {
      key: "outcome",
      head: "Result",
      cell: ({ outcome, sentence }) => (
        <div className="outcome">
          <OutcomeChip outcome={outcome} />
          {outcome !== "active" && <span className="dim">{sentence}</span>}
        </div>
      ),
    },
    {
      key: "retry",
      head: <span className="sr">Actions</span>,
      number: true,
      cell: ({ groupId, name, outcome }) =>
        outcome === "failed" && (
          <Button
            size="small"
            icon={RefreshCw}
            busy={retry.isPending && retry.variables.subject === groupSubject(groupId)}
            aria-label={`Retry ${name}`}
            onClick={() => retry.mutate(task(groupId))}
          >
            Retry
          </Button>
        ),
    },
  ];
  return (
    <Card>
      <CardHead title="Groups" count={resultsWords(results)}>
        {failed.length > 1 && (
          <Button
            className="push"
            size="small"
            icon={RefreshCw}
            busy={retryAll.isPending}
            onClick={() => failed.forEach(({ groupId }) => retryAll.mutate(task(groupId)))}
          >
            Retry failed ({failed.length})
          </Button>
        )}
      </CardHead>
      {settled && <Announcer words={resultsWords(results)} settled />}
      <Scroller label="Table of results">
        <DataTable caption="Results by group" columns={columns} rows={results} keyOf={({ groupId }) => groupId} />
      </Scroller>
    </Card>
  );
}

function OutcomeChip({ outcome }: { outcome: Result["outcome"] }) {
  switch (outcome) {
    case "active":
      return (
        <Chip tone="ok" icon={Play}>
          Active
        </Chip>
      );
    case "degraded":
      return <Chip tone="warn">Active, something missing</Chip>;
    case "waiting_for_members":
      return (
        <Chip tone="wait" icon={UserRoundX}>
          Waiting for members
        </Chip>
      );
    case "failed":
      return <Chip tone="fail">Failed</Chip>;
    case "pending":
      return <Chip tone="wait">Waiting</Chip>;
  }
}
