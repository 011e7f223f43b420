import { useQuery } from "@tanstack/react-query";
import { isLive } from "@muster/domain/group";
import { problemOf, trpc } from "../../app/trpc.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { PickList } from "../../ui/pick-list.tsx";
import { startWords } from "./effect.ts";
import type { GroupCard } from "./fit.ts";
import { EffectPicks } from "./move-dialog.tsx";
import { spotOf } from "./standing.ts";
import type { PlaceRow } from "./table-rows.ts";
import { useDesk, type PersonRow } from "./use-review.ts";

/** A group for somebody who has none, best fit first (GR-4). */
export function PlaceDialog({ person }: { person: PersonRow }) {
  const { ask, deeds, cohort } = useDesk();
  const { personId, name } = person;
  const options = useQuery(trpc.groups.placings.queryOptions({ cohortId: cohort.id, personId }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`Put ${name} into…`}
      description="The best fit is on top. Undo takes them out again."
      actions={<Button onClick={() => ask(null)}>Leave as it is</Button>}
    >
      {options.error && <Note tone="fail">{problemOf(options.error).sentence}</Note>}
      <EffectPicks
        label={`Group for ${name}`}
        effects={options.data ?? null}
        onPick={({ groupId, name: to }) => {
          ask(null);
          void deeds.run({ what: "place", person: { personId, name }, from: null, to: { groupId, name: to } });
        }}
      />
    </Dialog>
  );
}

/** Somebody without a place for this group (GR-4). */
export function AddDialog({ group }: { group: GroupCard }) {
  const { ask, deeds, people } = useDesk();
  const items = people
    .filter(
      (person) =>
        person.group === null &&
        person.away === null &&
        person.leftOut === null &&
        !group.members.some(({ personId }) => personId === person.personId),
    )
    .map((person) => ({
      key: person.personId,
      words: `${person.name} ${person.timeZone ? cityOf(person.timeZone) : ""}`,
      person,
      inside: (
        <span>
          <b>{person.name}</b>
          <small>
            {person.timeZone ? cityOf(person.timeZone) : "no zone yet"}
            {person.role === "facilitator" && ", facilitator"}
            {!person.answeredAt && " · has not answered"}
          </small>
        </span>
      ),
    }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`Add somebody to ${group.name}`}
      description={`${startWords(group.slot)}, ${group.taken} of ${group.seats}. If it is not in their times, you are told; undo takes them out again.`}
      actions={<Button onClick={() => ask(null)}>Leave as it is</Button>}
    >
      <PickList
        label={`Somebody for ${group.name}`}
        placeholder="Type a name or a city"
        items={items}
        empty="Everybody has a place."
        onPick={({ person }) => {
          ask(null);
          const { personId, name } = person;
          void deeds.run({ what: "place", person: { personId, name }, from: null, to: spotOf(group) });
        }}
      />
    </Dialog>
  );
}

/** One group for several people at once (GR-10). */
export function MoveManyDialog({ rows, onDone }: { rows: readonly PlaceRow[]; onDone: () => void }) {
  const { ask, deeds, inList } = useDesk();
  const items = inList
    .filter(({ status }) => isLive(status))
    .map((group) => {
      const coming = rows.filter((row) => row.group?.groupId !== group.id);
      const after = group.taken + coming.length;
      return {
        key: group.id,
        words: `${group.name} ${startWords(group.slot)}`,
        blocked: coming.length === 0,
        group,
        coming,
        inside: (
          <span>
            <b>{group.name}</b> {startWords(group.slot)}
            <small>
              {coming.length === 0
                ? "all of them are there"
                : `becomes ${after} of ${group.seats}${after > group.seats ? `, ${after - group.seats} more than seats` : ""}`}
            </small>
          </span>
        ),
      };
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`Move ${countOf(rows.length, "person", "people")} to…`}
      description="Whoever is not free then is named afterwards; undo puts everybody back."
      actions={<Button onClick={() => ask(null)}>Leave as it is</Button>}
    >
      <PickList
        label="Group to move them to"
        placeholder="Type a name, a day or an hour"
        items={items}
        empty="There is no group."
        onPick={({ group, coming }) => {
          ask(null);
          onDone();
          void deeds.run({
            what: "many",
            deeds: coming.map(({ personId, name, group: from }) => ({
              what: "place",
              person: { personId, name },
              from,
              to: spotOf(group),
            })),
          });
        }}
      />
    </Dialog>
  );
}
