import { useEffect, useRef, type RefObject } from "react";
import { useLatest } from "../../ui/use-latest.ts";
import { inOrder } from "./fit.ts";
import { neighbour } from "./group-order.ts";
import { keyAct, type KeyAct } from "./review-keys.ts";
import type { Review } from "./use-review.ts";

/** Places with keys of their own: what one types into, and what one chooses from. */
const BUSY =
  "input, textarea, select, [role=dialog], [role=menu], [role=radiogroup], [role=tablist], [contenteditable]";

/**
 * The keys of the desk, while the focus is on it or nowhere; undo and redo from wherever nothing is typed (GR-3, GR-6).
 */
export function useDeskKeys(desk: RefObject<HTMLElement | null>, review: Review): void {
  const latest = useLatest(review);
  useHoldFocus(desk);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const act = keyAct(event);
      if (act === null || event.defaultPrevented || target.closest(BUSY) || latest.current.asked) return;
      const here = desk.current?.contains(target) ?? false;
      if (!(here && latest.current.view === "board") && act !== "undo" && act !== "redo") return;
      if (perform(act, latest.current, desk.current)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [desk, latest]);
}

/**
 * Whoever had the focus may leave the group, and the focus with them: then the desk has it, so that keys go on to count.
 * The page around the desk counts as nowhere.
 */
function useHoldFocus(desk: RefObject<HTMLElement | null>): void {
  const inside = useRef(false);
  useEffect(() => {
    const notice = ({ target }: FocusEvent) => {
      const at = target as HTMLElement;
      if (at.closest("[role=dialog], [role=menu]") || isAround(desk.current, at)) return;
      inside.current = desk.current?.contains(at) ?? false;
    };
    document.addEventListener("focusin", notice);
    return () => document.removeEventListener("focusin", notice);
  }, [desk]);
  useEffect(() => {
    // After whatever gives the focus back at the end of a dialog.
    const timer = setTimeout(() => {
      if (inside.current && isAround(desk.current, document.activeElement))
        desk.current?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  });
}

const isAround = (desk: HTMLElement | null, at: Element | null): boolean =>
  at !== desk && (at?.contains(desk) ?? false);

/** Whether the key did something. */
function perform(act: KeyAct, review: Review, desk: HTMLElement | null): boolean {
  const { group, member, deeds, ask, open } = review;
  switch (act) {
    case "undo":
    case "redo":
      deeds[act]();
      return true;
    case "help":
      ask({ what: "keys" });
      return true;
    case "let_go":
      review.choosePerson(null);
      return true;
    case "next_group":
    case "previous_group":
      return stepGroup(review, act === "next_group" ? 1 : -1, desk);
    case "next_person":
    case "previous_person":
      return stepPerson(review, act === "next_person" ? 1 : -1, desk);
    case "pin":
      if (member) review.pinPerson(member.personId);
      else if (group) review.pinGroup(group.id);
      return true;
    case "move":
    case "swap":
      if (!group || !member || !open) return false;
      ask({ what: act, member, group });
      return true;
    case "add":
    case "time":
      if (!group || !open) return false;
      ask({ what: act, group });
      return true;
  }
}

function stepGroup({ inList, group, showGroup }: Review, by: 1 | -1, desk: HTMLElement | null): boolean {
  const next = neighbour(
    inList,
    inList.findIndex(({ id }) => id === group?.id),
    by,
  );
  if (!next) return false;
  showGroup(next.id);
  desk?.querySelector<HTMLElement>(`[data-group="${next.id}"]`)?.focus();
  return true;
}

function stepPerson({ group, personId }: Review, by: 1 | -1, desk: HTMLElement | null): boolean {
  if (!group) return false;
  const members = inOrder(group.members);
  const next = neighbour(
    members,
    members.findIndex((member) => member.personId === personId),
    by,
  );
  if (!next) return false;
  desk?.querySelector<HTMLElement>(`[data-person="${next.personId}"]`)?.focus();
  return true;
}
