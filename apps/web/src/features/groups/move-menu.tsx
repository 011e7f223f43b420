import { useQuery } from "@tanstack/react-query";
import { Ellipsis, UserMinus } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { problemOf, trpc, type Outputs } from "../../app/trpc.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { weekMinuteWords } from "../../dates/week-words.ts";
import { FitSign } from "../../ui/fit-sign.tsx";
import { fitLevel, type GroupMember } from "./fit.ts";

export type Move = Outputs["groups"]["moves"][number];

interface MoveMenuProps {
  member: GroupMember;
  onMove: (member: GroupMember, to: Move) => void;
  onRemove: (member: GroupMember) => void;
}

/** Where a person could go, best fit first, each with what it would mean (GR-4). Asked for when it is opened. */
export function MoveMenu({ member, onMove, onRemove }: MoveMenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className="btn btn-quiet btn-sm btn-icon" aria-label={`Move ${member.name}`}>
          <Ellipsis className="i" />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu move-menu" align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Label className="label">Move {member.name} to</DropdownMenu.Label>
          {open && <Targets member={member} onMove={onMove} />}
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={() => onRemove(member)}>
            <UserMinus className="i" />
            Take out of the group
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Targets({ member, onMove }: Pick<MoveMenuProps, "member" | "onMove">) {
  const moves = useQuery(trpc.groups.moves.queryOptions({ membershipId: member.membershipId }));
  if (moves.error) return <p className="menu-words">{problemOf(moves.error).sentence}</p>;
  if (!moves.data) return <p className="menu-words faint">Looking at their week</p>;
  if (moves.data.length === 0) return <p className="menu-words faint">There is no other group in this cohort.</p>;
  return moves.data.map((move) => (
    <DropdownMenu.Item
      key={move.groupId}
      className="menu-item"
      disabled={move.notBecause !== null}
      textValue={move.name}
      onSelect={() => onMove(member, move)}
    >
      <span className="move-to">
        <b>{move.name}</b> {weekMinuteWords(weekMinuteOf(move.slot))} {cityOf(move.slot.timeZone)}
        <small>{move.notBecause ?? `becomes ${move.taken + 1} of ${move.seats}`}</small>
      </span>
      <FitSign fit={fitLevel(move.fit)} />
    </DropdownMenu.Item>
  ));
}
