import { CircleX, TriangleAlert } from "lucide-react";
import { problemOf } from "../../app/trpc.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { Conflict } from "./conflict-rows.ts";
import type { Conflicts } from "./use-conflicts.ts";
import { useDesk } from "./use-review.ts";

/** What speaks against the groups; a press leads to the group and the person (GR-7). */
export function ConflictList({ conflicts: { data: conflicts, error } }: { conflicts: Conflicts }) {
  const { showGroup, choosePerson } = useDesk();
  if (!conflicts)
    return error ? (
      <Note tone="fail">{problemOf(error).sentence}</Note>
    ) : (
      <Skeleton lines={4} label="Looking for what speaks against the groups" />
    );
  if (conflicts.length === 0)
    return <EmptyState title="Nothing speaks against them">Every member can come, and every group is led.</EmptyState>;
  const hard = conflicts.filter(({ sort }) => sort === "hard").length;
  const focus = ({ groupIds: [groupId], personIds: [personId] }: Conflict) => {
    if (groupId === undefined) return;
    showGroup(groupId);
    if (personId !== undefined) choosePerson(personId);
  };
  return (
    <>
      <p className="side-note faint small">
        {hard > 0
          ? `${hard} would need a reason when the groups are realized; nothing is stopped in preview.`
          : "None of these needs a reason when the groups are realized."}
      </p>
      <ul className="side-list">
        {conflicts.map((conflict) => (
          <li key={conflict.key}>
            <button type="button" onClick={() => focus(conflict)}>
              {conflict.sort === "hard" ? (
                <CircleX className="i flag-hard" aria-label="Needs a decision" />
              ) : (
                <TriangleAlert className="i flag-soft" aria-label="Worth a look" />
              )}
              <span>{conflict.words}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
