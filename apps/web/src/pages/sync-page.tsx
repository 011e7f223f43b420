import { useSuspenseQuery } from "@tanstack/react-query";
import { isLive } from "@muster/domain/group";
import { Link } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import { trpc } from "../app/trpc.ts";
import { useNow } from "../dates/clock.ts";
import { useViewer } from "../features/account/use-viewer.ts";
import { CohortPageFrame, useCohortCard } from "../features/cohorts/cohort-page-frame.tsx";
import { useCohortId } from "../features/cohorts/use-cohort-id.ts";
import { DeliveryHoldNote } from "../features/sync/delivery-hold-note.tsx";
import { DirectMessagesNote } from "../features/sync/direct-messages-note.tsx";
import { DriftCard } from "../features/sync/drift-card.tsx";
import { IgnoredCard } from "../features/sync/ignored-card.tsx";
import { OutboxCard } from "../features/sync/outbox-card.tsx";
import { PolicyCard } from "../features/sync/policy-card.tsx";
import { UndeliveredCard } from "../features/sync/undelivered-card.tsx";
import { FailedList } from "../features/sync/failed-list.tsx";
import { HealthNumbers } from "../features/sync/health-numbers.tsx";
import { HealthTable } from "../features/sync/health-table.tsx";
import { needsAttention, type Health } from "../features/sync/health-words.ts";
import { OperationsCard } from "../features/sync/operations-card.tsx";
import { ReachedCard } from "../features/sync/reached-card.tsx";
import { useSyncDeeds, type SyncDeeds } from "../features/sync/use-sync-deeds.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { countOf } from "../ui/count-words.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import "../features/sync/sync.css";

export function SyncPage() {
  const cohortId = useCohortId();
  const health = useSuspenseQuery(trpc.sync.health.queryOptions({ cohortId })).data;
  const timeZone = useCohortCard(cohortId)?.timeZone ?? "UTC";
  const deeds = useSyncDeeds();
  const { rehearsal } = useViewer();
  const now = useNow(15_000);
  const { groups } = health;
  const live = groups.filter(({ status }) => isLive(status)).length;
  return (
    <CohortPageFrame
      cohortId={cohortId}
      title="Sync"
      sub={subWords(groups)}
      actions={
        live > 0 && (
          <Button
            variant="primary"
            icon={RefreshCw}
            busy={deeds.syncAll.isPending}
            onClick={() => deeds.syncAll.mutate({ cohortId })}
          >
            Sync {countOf(live, "group")} now
          </Button>
        )
      }
    >
      {groups.length === 0 ? (
        <NothingToSync cohortId={cohortId} />
      ) : (
        <>
          <HealthNumbers groups={groups} />
          <DeliveryHoldNote timeZone={timeZone} />
          <DirectMessagesNote timeZone={timeZone} />
          <div className={health.drift.length > 0 ? "cols sync-cols" : "stack"}>
            <div className="stack">
              <HealthTable
                groups={groups}
                now={now}
                timeZone={timeZone}
                onSync={({ groupId, name }) => {
                  deeds.syncNow.mutate({ groupId });
                  deeds.say(`${name} is compared with Discord next.`);
                }}
              />
              <FailedList
                health={health}
                now={now}
                timeZone={timeZone}
                retrying={deeds.retry.isPending ? deeds.retry.variables : null}
                onRetry={({ subject, system }) => deeds.retry.mutate({ subject, system })}
              />
              <UndeliveredCard cohortId={cohortId} now={now} timeZone={timeZone} />
              <IgnoredCard
                ignored={health.ignored}
                timeZone={timeZone}
                showing={deeds.attend.isPending ? deeds.attend.variables.key : null}
                onShow={(what) => deeds.attend.mutate(what)}
              />
              <ReachedCard cohortId={cohortId} />
              <OperationsCard groups={groups} timeZone={timeZone} />
              <PolicyCard />
              {rehearsal && <OutboxCard timeZone={timeZone} />}
            </div>
            <Drifts drift={health.drift} timeZone={timeZone} deeds={deeds} />
          </div>
        </>
      )}
    </CohortPageFrame>
  );
}

interface DriftsProps {
  drift: Health["drift"];
  timeZone: string;
  deeds: SyncDeeds;
}

function Drifts({ drift, timeZone, deeds }: DriftsProps) {
  if (drift.length === 0) return null;
  return (
    <aside className="stack drifts" aria-label="Changed outside">
      <h2 className="asideh">
        Changed outside <span className="count">{drift.length}, each needs a decision</span>
      </h2>
      {inOrder(drift).map((card) => (
        <DriftCard
          key={card.key}
          drift={card}
          timeZone={timeZone}
          choosing={deeds.choosing(card.key)}
          onRestore={() => deeds.repair.mutate({ groupId: card.groupId, keys: [card.key] })}
          onAccept={() => deeds.accept.mutate({ groupId: card.groupId, key: card.key })}
          onIgnore={(days) => deeds.leave({ groupId: card.groupId, key: card.key }, days)}
        />
      ))}
    </aside>
  );
}

/** A card keeps its place while others come and go. */
const inOrder = (drift: Health["drift"]): Health["drift"] =>
  drift.toSorted((a, b) => a.groupId - b.groupId || a.key.localeCompare(b.key));

function NothingToSync({ cohortId }: { cohortId: number }) {
  return (
    <Card>
      <EmptyState
        title="Nothing to keep in step yet"
        action={
          <Link className={buttonClass({ variant: "primary" })} to="/cohorts/$cohortId/schedule" params={{ cohortId }}>
            Go to the schedule
          </Link>
        }
      >
        Once groups stand on Discord, this page says what is in step, what was changed by hand, and what failed.
      </EmptyState>
    </Card>
  );
}

function subWords(groups: Health["groups"]): string {
  if (groups.length === 0) return "";
  const attention = groups.filter(needsAttention).length;
  return `${countOf(groups.length, "group")} · ${attention === 0 ? "nothing needs you" : `${countOf(attention, "group needs", "groups need")} a look`}`;
}
