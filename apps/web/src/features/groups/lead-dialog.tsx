import { useQuery } from "@tanstack/react-query";
import { problemOf, trpc, type Outputs } from "../../app/trpc.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { Note } from "../../ui/note.tsx";
import { PickList } from "../../ui/pick-list.tsx";
import { fitLevel, type GroupCard } from "./fit.ts";
import { leadWords } from "./lead-words.ts";
import { spotOf } from "./standing.ts";
import { useDesk } from "./use-review.ts";

export type LeadOption = Outputs["groups"]["facilitatorOptions"]["options"][number];

/** Who could lead a group: the best first, with how much they lead already and what else they do then (GR-5). */
export function LeadDialog({ group }: { group: GroupCard }) {
  const { ask, deeds } = useDesk();
  const options = useQuery(trpc.groups.facilitatorOptions.queryOptions({ groupId: group.id }));
  const all = options.data?.options ?? [];
  const current = all.find(({ isCurrent }) => isCurrent);
  const from = current ? { personId: current.personId, name: current.name } : null;
  const choose = (to: { personId: number; name: string } | null) => {
    ask(null);
    void deeds.run({ what: "lead", group: spotOf(group), from, to });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={current ? `Who leads ${group.name} instead of ${current.name}?` : `Who leads ${group.name}?`}
      description="Free at its hours, with room for one more, first. Undo brings the former one back."
      actions={
        <>
          {current && <Button onClick={() => choose(null)}>Nobody for now</Button>}
          <Button onClick={() => ask(null)}>Leave as it is</Button>
        </>
      }
    >
      {options.error && <Note tone="fail">{problemOf(options.error).sentence}</Note>}
      <PickList
        label={`Facilitator of ${group.name}`}
        placeholder="Type a name or a city"
        empty={options.data ? "Nobody else signed up to facilitate." : "Looking at their weeks"}
        items={all
          .filter(({ isCurrent }) => !isCurrent)
          .map((option) => ({
            key: option.personId,
            words: `${option.name} ${option.timeZone ? cityOf(option.timeZone) : ""}`,
            option,
            inside: (
              <>
                <span>
                  <b>{option.name}</b> {option.timeZone && cityOf(option.timeZone)}
                  <small>{leadWords(option)}</small>
                </span>
                <FitSign fit={fitLevel(option.fit)} />
              </>
            ),
          }))}
        onPick={({ option }) => choose({ personId: option.personId, name: option.name })}
      />
    </Dialog>
  );
}
