import clsx from "clsx";
import { Ellipsis, Eye, Flag, Link2, MoveRight, Replace, StickyNote, Unlink2, UserMinus } from "lucide-react";
import { Face } from "../../ui/face.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { Menu } from "../../ui/menu.tsx";
import { fitLevel, type GroupCard, type GroupMember } from "./fit.ts";
import { localWords } from "./local-words.ts";
import { spotOf } from "./standing.ts";
import { useDesk } from "./use-review.ts";

interface MemberRowProps {
  member: GroupMember;
  group: GroupCard;
  /** When the group next meets. */
  at: Date | null;
  live: boolean;
}

/** One place of a group: who, when that is for them, how it suits them. It can be dragged, and chosen for the week. */
export function MemberRow({ member, group, at, live }: MemberRowProps) {
  const { personId, choosePerson, pins, drag, people } = useDesk();
  const note = people.find((one) => one.personId === member.personId)?.note;
  const chosen = personId === member.personId;
  const grip = drag.grip({
    personId: member.personId,
    name: member.name,
    from: { ...spotOf(group), membershipId: member.membershipId },
  });
  return (
    <li
      className={clsx(live && "movable", chosen && "at", drag.dragged?.personId === member.personId && "in-hand")}
      {...(live && grip)}
      onPointerEnter={() => drag.dragged === null && choosePerson(member.personId)}
    >
      <Face name={member.name} />
      <button
        type="button"
        className="who2"
        data-person={member.personId}
        aria-pressed={chosen}
        onFocus={() => choosePerson(member.personId)}
        onClick={() => choosePerson(member.personId)}
      >
        <b>
          {member.name}
          {member.role === "facilitator" && <i> leads</i>}
          {pins.people.has(member.personId) && <Flag className="i i-sm pin" aria-label="pinned" />}
          {note && (
            <span title={note}>
              <StickyNote className="i i-sm" aria-label={`Note: ${note}`} />
            </span>
          )}
        </b>
        <small title={localWords(member, at)}>{localWords(member, at)}</small>
      </button>
      <FitSign fit={fitLevel(member.fit)} />
      {live && <MemberMenu member={member} group={group} />}
    </li>
  );
}

function MemberMenu({ member, group }: Pick<MemberRowProps, "member" | "group">) {
  const { ask, deeds, pins, pinPerson, people } = useDesk();
  const { personId, name } = member;
  const note = people.find((one) => one.personId === personId)?.note ?? null;
  const pinned = pins.people.has(personId);
  return (
    <Menu
      trigger={
        <button type="button" className="btn btn-quiet btn-sm btn-icon" aria-label={`Move ${name}`}>
          <Ellipsis className="i" />
        </button>
      }
      items={[
        { label: "Move to…", hint: "M", icon: MoveRight, onSelect: () => ask({ what: "move", member, group }) },
        { label: "Swap with…", hint: "S", icon: Replace, onSelect: () => ask({ what: "swap", member, group }) },
        {
          label: pinned ? "Take the pin out" : "Pin: keep when re-running",
          hint: "P",
          icon: Flag,
          onSelect: () => pinPerson(personId),
        },
        { label: `View as ${name}`, icon: Eye, onSelect: () => ask({ what: "view_as", member, group }) },
        {
          label: "Keep together with…",
          icon: Link2,
          onSelect: () => ask({ what: "rule", kind: "together", member }),
        },
        { label: "Keep apart from…", icon: Unlink2, onSelect: () => ask({ what: "rule", kind: "apart", member }) },
        {
          label: "Note for organisers",
          icon: StickyNote,
          onSelect: () => ask({ what: "note", about: { personId, name, note } }),
        },
        {
          label: "Take out of the group",
          icon: UserMinus,
          danger: true,
          onSelect: () => void deeds.run({ what: "place", person: { personId, name }, from: spotOf(group), to: null }),
        },
      ]}
    />
  );
}
