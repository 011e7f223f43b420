import type { GroupingRuleKind } from "@muster/domain/grouping-rule";
import { isLive } from "@muster/domain/group";
import { createContext, useContext, useState } from "react";
import type { Outputs } from "../../app/trpc.ts";
import type { Deed } from "./deed.ts";
import { inOrder, type GroupCard, type GroupMember } from "./fit.ts";
import { inGroupOrder, type Order } from "./group-order.ts";
import { toggleGroup, togglePerson, type Pins } from "./pins.ts";
import type { Noted } from "./note-dialog.tsx";
import { spotOf } from "./standing.ts";
import type { PlaceRow } from "./table-rows.ts";
import { useDeeds, type Deeds } from "./use-deeds.ts";
import { useDrag, type Drag, type Dragged, type DropPlace } from "./use-drag.ts";
import { usePins } from "./use-pins.ts";
import { useShown, type View } from "./use-shown.ts";

export type ReviewedCohort = Pick<
  Outputs["cohorts"]["list"][number],
  "id" | "name" | "startDate" | "timeZone" | "status"
>;
export type PersonRow = Outputs["cohorts"]["people"][number];

/** What is asked in a dialog over the desk. */
export type Asked =
  | { what: "move" | "swap" | "view_as"; member: GroupMember; group: GroupCard }
  | { what: "place"; person: PersonRow }
  | { what: "note"; about: Noted }
  | { what: "rule"; kind: GroupingRuleKind; member: GroupMember }
  | { what: "not_again"; group: GroupCard }
  | { what: "add" | "time" | "lead" | "rename" | "split"; group: GroupCard }
  | { what: "move_many"; rows: readonly PlaceRow[]; onDone: () => void }
  | { what: "create" | "rerun" | "keys" };

/** Names only is for members: no fit, no note, no city. */
export type Printed = "staff" | "names";
export type Pane = "list" | "group" | "side";

export interface Review {
  cohort: ReviewedCohort;
  groups: readonly GroupCard[];
  people: readonly PersonRow[];
  /** In the order of the list. */
  inList: readonly GroupCard[];
  view: View;
  setView: (view: View) => void;
  order: Order;
  setOrder: (order: Order) => void;
  group: GroupCard | undefined;
  showGroup: (groupId: number) => void;
  /** Whose hours lie over the week, and who the keys are about. */
  personId: number | null;
  choosePerson: (personId: number | null) => void;
  member: GroupMember | undefined;
  /** On a phone, the one pane there is room for. */
  pane: Pane;
  setPane: (pane: Pane) => void;
  asked: Asked | null;
  ask: (asked: Asked | null) => void;
  pins: Pins;
  pinPerson: (personId: number) => void;
  pinGroup: (groupId: number) => void;
  deeds: Deeds;
  drag: Drag;
  /** What is on the sheet that is being printed. */
  printing: Printed | null;
  print: (what: Printed | null) => void;
  /** A closed cohort is only looked at. */
  open: boolean;
}

interface Reviewed {
  cohort: ReviewedCohort;
  groups: readonly GroupCard[];
  people: readonly PersonRow[];
}

/** Everything the review desk knows and does, in one place. */
export function useReview({ cohort, groups, people }: Reviewed): Review {
  const shown = useShown();
  const [order, setOrder] = useState<Order>("time");
  const [personId, choosePerson] = useState<number | null>(null);
  const [pane, setPane] = useState<Pane>("list");
  const [asked, ask] = useState<Asked | null>(null);
  const [printing, print] = useState<Printed | null>(null);
  const [pins, setPins] = usePins(cohort.id);
  const deeds = useDeeds(cohort.id);
  const drag = useDrag((who, to) => {
    const deed = deedOfDrop(groups, who, to);
    if (deed) void deeds.run(deed);
  });
  const inList = inGroupOrder(groups, order);
  const group = groups.find(({ id }) => id === shown.groupId) ?? inList[0];
  const members = group ? inOrder(group.members) : [];
  return {
    cohort,
    groups,
    people,
    inList,
    view: shown.view,
    setView: shown.setView,
    order,
    setOrder,
    group,
    showGroup: (groupId) => {
      shown.showGroup(groupId);
      choosePerson(null);
      setPane("group");
    },
    personId,
    choosePerson,
    member: members.find((one) => one.personId === personId),
    pane,
    setPane,
    asked,
    ask,
    pins,
    pinPerson: (id) => setPins(togglePerson(pins, id)),
    pinGroup: (id) => setPins(toggleGroup(pins, id)),
    deeds,
    drag,
    printing,
    print,
    open: cohort.status === "active",
  };
}

/** What letting somebody go over a place means; null where they stay. */
export function deedOfDrop(groups: readonly GroupCard[], who: Dragged, place: DropPlace): Deed | null {
  if (place === null) return null;
  const person = { personId: who.personId, name: who.name };
  const from = who.from && { groupId: who.from.groupId, name: who.from.name };
  if (place === "waiting") return from && { what: "place", person, from, to: null };
  const target = groups.find(({ id }) => id === place);
  if (!target || !isLive(target.status) || target.id === from?.groupId) return null;
  return { what: "place", person, from, to: spotOf(target) };
}

const ReviewContext = createContext<Review | null>(null);
export const ReviewDeskProvider = ReviewContext.Provider;

export function useDesk(): Review {
  const review = useContext(ReviewContext);
  if (!review) throw new Error("There is no review desk around this part");
  return review;
}
