import { useQuery } from "@tanstack/react-query";
import { isLive } from "@muster/domain/group";
import { CircleX } from "lucide-react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { Note } from "../../ui/note.tsx";
import { PickList } from "../../ui/pick-list.tsx";
import { effectWords, sizeAfter, startWords, type Effect } from "./effect.ts";
import { fitLevel, type GroupCard, type GroupMember } from "./fit.ts";
import { spotOf } from "./standing.ts";
import { useDesk } from "./use-review.ts";

/** Where somebody could go, best fit first, each with what it would mean; typing narrows it (GR-4). */
export function MoveDialog({ member, group }: { member: GroupMember; group: GroupCard }) {
  const { ask, deeds } = useDesk();
  const moves = useQuery(trpc.groups.moves.queryOptions({ membershipId: member.membershipId }));
  const { personId, name } = member;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`Move ${name} from ${group.name} to…`}
      description="The best fit is on top. Undo brings them back."
      actions={<Button onClick={() => ask(null)}>Leave as it is</Button>}
    >
      {moves.error && <Note tone="fail">{problemOf(moves.error).sentence}</Note>}
      <EffectPicks
        label={`Group for ${name}`}
        effects={moves.data ?? null}
        onPick={(to) => {
          ask(null);
          void deeds.run({
            what: "place",
            person: { personId, name },
            from: spotOf(group),
            to: { groupId: to.groupId, name: to.name },
          });
        }}
      />
    </Dialog>
  );
}

interface EffectPicksProps {
  label: string;
  /** Null while they are looked up. */
  effects: readonly Effect[] | null;
  onPick: (effect: Effect) => void;
}

export function EffectPicks({ label, effects, onPick }: EffectPicksProps) {
  const items = (effects ?? []).map((effect) => ({
    key: effect.groupId,
    words: `${effect.name} ${effectWords(effect)}`,
    blocked: effect.notBecause !== null,
    effect,
    inside: (
      <>
        <span>
          <b>{effect.name}</b> {startWords(effect.slot)}
          <small>{effect.notBecause ?? sizeAfter(effect)}</small>
          {effect.breaks.map((sentence) => (
            <small key={sentence} className="breaks">
              <CircleX className="i i-sm flag-hard" aria-hidden="true" /> {sentence}
            </small>
          ))}
        </span>
        <FitSign fit={fitLevel(effect.fit)} />
      </>
    ),
  }));
  return (
    <PickList
      label={label}
      placeholder="Type a name, a day or an hour"
      items={items}
      onPick={(item) => onPick(item.effect)}
      empty={effects ? "There is no other group in this cohort." : "Looking at their week"}
    />
  );
}

/** Somebody of another group whose place they take, while that one takes theirs (GR-4). */
export function SwapDialog({ member, group }: { member: GroupMember; group: GroupCard }) {
  const { ask, deeds, groups } = useDesk();
  const moves = useQuery(trpc.groups.moves.queryOptions({ membershipId: member.membershipId }));
  const fits = moves.data ?? [];
  const byFit = (id: number) => {
    const at = fits.findIndex(({ groupId }) => groupId === id);
    return at < 0 ? fits.length : at;
  };
  const others = groups
    .filter(({ id, status }) => id !== group.id && isLive(status))
    .toSorted((a, b) => byFit(a.id) - byFit(b.id));
  const items = others.flatMap((there) =>
    there.members
      .filter(({ role, personId }) => role === member.role && !group.members.some((one) => one.personId === personId))
      .map((other) => ({
        key: other.membershipId,
        words: `${other.name} ${there.name} ${startWords(there.slot)}`,
        other,
        there,
        inside: (
          <>
            <span>
              <b>{other.name}</b>
              <small>
                {there.name} · {startWords(there.slot)}
              </small>
            </span>
            {fits[byFit(there.id)] && <FitSign fit={fitLevel(fits[byFit(there.id)]!.fit)} />}
          </>
        ),
      })),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`Swap ${member.name} with…`}
      description={`They take the other's place, and the other comes to ${group.name}. The sign is how that hour suits ${member.name}. Undo puts both back.`}
      actions={<Button onClick={() => ask(null)}>Leave as it is</Button>}
    >
      <PickList
        label={`Somebody to swap with ${member.name}`}
        placeholder="Type a name, a group or a day"
        items={items}
        empty="There is nobody of the same role in another group."
        onPick={({ other, there }) => {
          ask(null);
          void deeds.run({
            what: "swap",
            one: { personId: member.personId, name: member.name, in: spotOf(group) },
            other: { personId: other.personId, name: other.name, in: spotOf(there) },
          });
        }}
      />
    </Dialog>
  );
}
