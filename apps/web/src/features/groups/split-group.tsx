import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { startWords } from "./effect.ts";
import { inOrder, type GroupCard } from "./fit.ts";
import { spotOf } from "./standing.ts";
import { useDesk } from "./use-review.ts";

/** Some of a group's people form another one at the same hour, in preview (GR-9). */
export function SplitGroup({ group }: { group: GroupCard }) {
  const { ask, showGroup, deeds } = useDesk();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const split = useMutation(
    trpc.groups.split.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.groups.pathFilter()) }),
  );
  const rest = group.members.length - chosen.size;
  const toggle = (id: number, on: boolean) =>
    setChosen(new Set([...chosen].filter((one) => one !== id).concat(on ? id : [])));
  const run = () =>
    split.mutate(
      { groupId: group.id, membershipIds: [...chosen], expectedVersion: group.version },
      {
        onSuccess: ({ groupId, name, version: auditId, warnings }) => {
          ask(null);
          showGroup(groupId);
          const people = group.members.filter(({ membershipId }) => chosen.has(membershipId));
          deeds.remember(
            {
              what: "split",
              group: spotOf(group),
              people: people.map(({ personId, name: called }) => ({ personId, name: called })),
              made: { groupId, name },
              auditId,
              back: false,
            },
            warnings,
          );
        },
      },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`Split ${group.name}`}
      description={`Those you choose form a new group in preview, ${startWords(group.slot)} too; its time can be changed then.`}
      actions={
        <>
          <Button onClick={() => ask(null)}>Leave as it is</Button>
          <Button variant="primary" busy={split.isPending} disabled={chosen.size === 0 || rest === 0} onClick={run}>
            Move {countOf(chosen.size, "person", "people")} to a new group
          </Button>
        </>
      }
    >
      <ul className="check-list">
        {inOrder(group.members).map(({ membershipId, name, role }) => (
          <li key={membershipId}>
            <Checkbox checked={chosen.has(membershipId)} onChange={(on) => toggle(membershipId, on)}>
              {name}
              {role === "facilitator" && <span className="faint"> leads</span>}
            </Checkbox>
          </li>
        ))}
      </ul>
      <p className="faint small">
        {rest === 0 ? "Somebody has to stay." : `${countOf(rest, "stays", "stay")} in ${group.name}.`}
      </p>
      {split.error && (
        <Note tone="fail" announce>
          {problemOf(split.error).sentence}
        </Note>
      )}
    </Dialog>
  );
}
