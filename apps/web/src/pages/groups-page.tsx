import { useSuspenseQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { trpc } from "../app/trpc.ts";
import { CohortPageFrame, useCohortCard } from "../features/cohorts/cohort-page-frame.tsx";
import { useCohortId } from "../features/cohorts/use-cohort-id.ts";
import { WaitingPeople } from "../features/cohorts/waiting-people.tsx";
import { EndGroup } from "../features/endings/end-group.tsx";
import { EndMenu, type GroupEnding } from "../features/endings/end-menu.tsx";
import { EndedNote } from "../features/endings/ended-note.tsx";
import { ConfirmRemoval } from "../features/groups/confirm-removal.tsx";
import type { GroupCard } from "../features/groups/fit.ts";
import { GroupDetail } from "../features/groups/group-detail.tsx";
import { GroupList } from "../features/groups/group-list.tsx";
import type { Removal } from "../features/groups/removal-words.ts";
import { RenameGroup } from "../features/groups/rename-group.tsx";
import { useMoves } from "../features/groups/use-moves.ts";
import { ChangeSteps } from "../features/realization/change-steps.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { countOf } from "../ui/count-words.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import "../features/groups/groups.css";

export function GroupsPage() {
  const cohortId = useCohortId();
  const [{ data: groups }, { data: people }] = useSuspenseQueries({
    queries: [trpc.groups.list.queryOptions({ cohortId }), trpc.cohorts.people.queryOptions({ cohortId })],
  });
  const status = useCohortCard(cohortId)?.status;
  const [removal, setRemoval] = useState<Removal | null>(null);
  const previews = groups.filter(({ status }) => status === "preview");
  return (
    <CohortPageFrame
      cohortId={cohortId}
      title="Groups"
      sub={subWords(groups)}
      actions={
        previews.length > 0 && (
          <>
            <Button variant="quiet" icon={Trash2} onClick={() => setRemoval({ what: "previews", groups: previews })}>
              Discard {countOf(previews.length, "preview")}
            </Button>
            <Link className={buttonClass({ variant: "primary" })} to="/cohorts/$cohortId/realize" params={{ cohortId }}>
              Plan {countOf(previews.length, "group")} for Discord
              <ArrowRight className="i" />
            </Link>
          </>
        )
      }
    >
      {groups.length === 0 ? (
        <NoGroups cohortId={cohortId} />
      ) : (
        <div className="panes">
          <GroupPanes groups={groups} onRemoval={setRemoval} />
          <WaitingPeople people={people} closed={status !== undefined && status !== "active"} />
        </div>
      )}
      {removal && <ConfirmRemoval cohortId={cohortId} removal={removal} onClose={() => setRemoval(null)} />}
    </CohortPageFrame>
  );
}

function GroupPanes({ groups, onRemoval }: { groups: readonly GroupCard[]; onRemoval: (removal: Removal) => void }) {
  const cohortId = useCohortId();
  const cohort = useCohortCard(cohortId);
  const [chosen, setChosen] = useState<number | null>(null);
  const [renaming, setRenaming] = useState(false);
  const [ending, setEnding] = useState<{ groupId: number; verb: GroupEnding } | null>(null);
  const detail = useRef<HTMLDivElement>(null);
  const move = useMoves(cohortId);
  const group = groups.find(({ id }) => id === chosen) ?? groups[0];
  if (!group || !cohort) return null;
  const show = (groupId: number) => {
    setChosen(groupId);
    detail.current?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <GroupList groups={groups} shownId={group.id} onShow={show} />
      <div ref={detail}>
        <GroupDetail
          group={group}
          startDate={cohort.startDate}
          onMove={(member, to) => move(member, group, to)}
          onRename={() => setRenaming(true)}
          onRemove={() => onRemoval({ what: "group", group })}
          end={
            <EndMenu
              group={group}
              hasOthers={groups.some((other) => other.id !== group.id && isLive(other))}
              onChoose={(verb) => setEnding({ groupId: group.id, verb })}
            />
          }
          ended={group.ended && <EndedNote ended={group.ended} status={group.status} timeZone={group.slot.timeZone} />}
          onRemoveMember={(member) => onRemoval({ what: "member", member, group })}
        />
      </div>
      {renaming && <RenameGroup group={group} onClose={() => setRenaming(false)} />}
      {ending?.groupId === group.id && (
        <EndGroup
          group={group}
          verb={ending.verb}
          others={groups.filter((other) => other.id !== group.id && isLive(other))}
          onClose={() => setEnding(null)}
          steps={(those) => <ChangeSteps groups={those} />}
        />
      )}
    </>
  );
}

const isLive = ({ status }: GroupCard): boolean => status === "preview" || status === "active";

function NoGroups({ cohortId }: { cohortId: number }) {
  return (
    <Card>
      <EmptyState
        title="No groups yet"
        action={
          <Link className={buttonClass({ variant: "primary" })} to="/cohorts/$cohortId/schedule" params={{ cohortId }}>
            Go to the schedule
          </Link>
        }
      >
        A run proposes groups; accepting its proposal puts them here, to review before anything is created.
      </EmptyState>
    </Card>
  );
}

function subWords(groups: readonly GroupCard[]): string {
  const placed = groups.reduce((sum, { taken }) => sum + taken, 0);
  const active = groups.filter(({ status }) => status === "active").length;
  const preview = groups.filter(({ status }) => status === "preview").length;
  const ended = groups.length - active - preview;
  if (groups.length === 0) return "";
  return `${countOf(placed, "place")} taken in ${countOf(active + preview, "group")} · ${active} active, ${preview} in preview${ended > 0 ? `, ${ended} ended` : ""}`;
}
