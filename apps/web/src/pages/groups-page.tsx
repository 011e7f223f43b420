import { useQuery, useSuspenseQueries } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { isLive } from "@muster/domain/group";
import { ArrowRight, Download, Ellipsis, Keyboard, Plus, Printer, Trash2 } from "lucide-react";
import { useState } from "react";
import { trpc } from "../app/trpc.ts";
import { CohortPageFrame, useCohortCard } from "../features/cohorts/cohort-page-frame.tsx";
import { peopleShown, reasonWords } from "../features/cohorts/person-words.ts";
import { useCohortId } from "../features/cohorts/use-cohort-id.ts";
import { EndGroup } from "../features/endings/end-group.tsx";
import { endItems, type GroupEnding } from "../features/endings/end-menu.tsx";
import { EndedNote } from "../features/endings/ended-note.tsx";
import { ConfirmRemoval } from "../features/groups/confirm-removal.tsx";
import type { GroupCard } from "../features/groups/fit.ts";
import { HereToo } from "../features/groups/here-too.tsx";
import { MergePreview } from "../features/groups/merge-preview.tsx";
import { saveNames } from "../features/groups/save-file.ts";
import { PreviewSource } from "../features/groups/preview-source.tsx";
import type { Removal } from "../features/groups/removal-words.ts";
import { ReviewActions } from "../features/groups/review-actions.tsx";
import { ReviewDesk } from "../features/groups/review-desk.tsx";
import { spotOf } from "../features/groups/standing.ts";
import { summaryWords } from "../features/groups/summary-words.ts";
import { useReview, type Review, type ReviewedCohort } from "../features/groups/use-review.ts";
import { useReasons } from "../features/groups/use-reasons.ts";
import { whyNot } from "../features/groups/waiting-order.ts";
import { NotAgainDialog } from "../features/rules/not-again-dialog.tsx";
import { RuleDialog } from "../features/rules/rule-dialog.tsx";
import { RuleList } from "../features/rules/rule-list.tsx";
import { useRuleCount } from "../features/rules/use-rules.ts";
import { ChangeSteps } from "../features/realization/change-steps.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { countOf } from "../ui/count-words.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Menu } from "../ui/menu.tsx";
import { waitingParts } from "./waiting-parts.tsx";

export function GroupsPage() {
  const cohortId = useCohortId();
  const cohort = useCohortCard(cohortId);
  return cohort ? <GroupsOf cohort={cohort} /> : null;
}

function GroupsOf({ cohort }: { cohort: ReviewedCohort }) {
  const cohortId = cohort.id;
  const [{ data: groups }, { data: people }] = useSuspenseQueries({
    queries: [trpc.groups.list.queryOptions({ cohortId }), trpc.cohorts.people.queryOptions({ cohortId })],
  });
  const review = useReview({ cohort, groups, people });
  const navigate = useNavigate();
  const reasons = useReasons(cohortId);
  const { data: runs } = useQuery(trpc.scheduling.runs.queryOptions({ cohortId }));
  const [removal, setRemoval] = useState<Removal | null>(null);
  const [ending, setEnding] = useState<{ group: GroupCard; verb: GroupEnding } | null>(null);
  const previews = groups.filter(({ status }) => status === "preview");
  const waiting = peopleShown(people, "not_placed", "");
  return (
    <CohortPageFrame
      cohortId={cohortId}
      title="Review"
      sub={summaryWords(groups, waiting.length)}
      actions={
        groups.length > 0 && (
          <>
            <HereToo cohortId={cohortId} />
            <ReviewActions review={review} />
            <DeskMenu review={review} previews={previews} onDiscard={setRemoval} />
            {previews.length > 0 && (
              <Link
                className={buttonClass({ variant: "primary" })}
                to="/cohorts/$cohortId/realize"
                params={{ cohortId }}
              >
                Plan {countOf(previews.length, "group")} for Discord
                <ArrowRight className="i" />
              </Link>
            )}
          </>
        )
      }
    >
      <PreviewSource groups={groups} />
      <ReviewDesk
        review={review}
        waiting={waiting}
        empty={<NoGroups cohortId={cohortId} review={review} />}
        parts={{
          why: (person) => whyNot(person, person.reason && reasonWords(person.reason), reasons.get(person.personId)),
          ...waitingParts({ cohort, people, waiting, since: runs?.[0]?.startedAt ?? null }),
        }}
        endings={(group) =>
          endItems({
            group,
            hasOthers: groups.some((other) => other.id !== group.id && isLive(other.status)),
            onChoose: (verb) => setEnding({ group, verb }),
          })
        }
        ended={(group) =>
          group.ended && <EndedNote ended={group.ended} status={group.status} timeZone={group.slot.timeZone} />
        }
        onRemove={(group) => setRemoval({ what: "group", group })}
        rules={<RuleList cohort={cohort} people={people} open={review.open} />}
        ruleCount={useRuleCount(cohortId)}
        onRunStarted={(run) =>
          void navigate({ to: "/cohorts/$cohortId/schedule", params: { cohortId }, search: { run } })
        }
      />
      <RuleDialogs review={review} />
      {removal && <ConfirmRemoval cohortId={cohortId} removal={removal} onClose={() => setRemoval(null)} />}
      {ending && (
        <EndGroup
          {...ending}
          others={groups.filter((other) => other.id !== ending.group.id && isLive(other.status))}
          onClose={() => setEnding(null)}
          onMerged={(into, auditId) =>
            review.deeds.remember({
              what: "merge",
              group: spotOf(ending.group),
              into: spotOf(into),
              auditId,
              back: false,
            })
          }
          steps={(those) => <ChangeSteps groups={those} />}
          together={(into) => <MergePreview groupId={ending.group.id} intoGroupId={into} />}
        />
      )}
    </CohortPageFrame>
  );
}

/** What is asked over the desk about who shares a group. */
function RuleDialogs({ review: { asked, ask, cohort, people } }: { review: Review }) {
  const close = () => ask(null);
  if (asked?.what === "not_again") return <NotAgainDialog cohortId={cohort.id} group={asked.group} onClose={close} />;
  if (asked?.what !== "rule") return null;
  return <RuleDialog cohortId={cohort.id} people={people} kind={asked.kind} first={asked.member} onClose={close} />;
}

interface DeskMenuProps {
  review: Review;
  previews: readonly GroupCard[];
  onDiscard: (removal: Removal) => void;
}

/** What one does to all of them, and rarely. */
function DeskMenu({ review, previews, onDiscard }: DeskMenuProps) {
  return (
    <Menu
      trigger={
        <button type="button" className="btn btn-icon" aria-label="More about these groups">
          <Ellipsis className="i" />
        </button>
      }
      items={[
        { label: "Keys of this page", hint: "?", icon: Keyboard, onSelect: () => review.ask({ what: "keys" }) },
        { label: "Print for organisers", icon: Printer, onSelect: () => review.print("staff") },
        { label: "Print names only", icon: Printer, onSelect: () => review.print("names") },
        { label: "Names only, as a table", hint: "CSV", icon: Download, onSelect: () => saveNames(review) },
        ...(previews.length > 0
          ? [
              {
                label: `Discard ${countOf(previews.length, "preview")}`,
                icon: Trash2,
                danger: true,
                onSelect: () => onDiscard({ what: "previews", groups: previews }),
              },
            ]
          : []),
      ]}
    />
  );
}

function NoGroups({ cohortId, review }: { cohortId: number; review: Review }) {
  return (
    <Card>
      <EmptyState
        title="No groups yet"
        action={
          <span className="row wrap">
            <Link
              className={buttonClass({ variant: "primary" })}
              to="/cohorts/$cohortId/schedule"
              params={{ cohortId }}
            >
              Run the scheduler
            </Link>
            {review.open && (
              <Button icon={Plus} onClick={() => review.ask({ what: "create" })}>
                Create a group by hand
              </Button>
            )}
          </span>
        }
      >
        A run proposes groups; accepting its proposal puts them here, to review before anything is created.
      </EmptyState>
    </Card>
  );
}
