import { inverseOf, isShaping, type Deed } from "./deed.ts";

/** What was done since the page was opened, the latest last, and what was taken back (GR-6). */
export interface DeedStack {
  done: readonly Deed[];
  undone: readonly Deed[];
}

export const NOTHING_DONE: DeedStack = { done: [], undone: [] };

/** Something new was done: what had been taken back before it is no longer ahead. */
export const afterDoing = ({ done }: DeedStack, deed: Deed): DeedStack => ({ done: [...done, deed], undone: [] });

/** What has to be done so that the last deed is undone, and the stack once that has worked. */
export function undoing({ done, undone }: DeedStack): { deed: Deed; after: DeedStack } | null {
  const last = done.at(-1);
  return last ? { deed: inverseOf(last), after: { done: done.slice(0, -1), undone: [...undone, last] } } : null;
}

export function redoing({ done, undone }: DeedStack): { deed: Deed; after: DeedStack } | null {
  const last = undone.at(-1);
  return last ? { deed: last, after: { done: [...done, last], undone: undone.slice(0, -1) } } : null;
}

/**
 * A deed that was done again may have made another group than the first time: it is remembered as it was done now, and
 * whatever is still ahead means the new group where it meant the old one.
 */
export function afterRedoing({ done, undone }: DeedStack, now: Deed): DeedStack {
  const was = done.at(-1);
  const next = [...done.slice(0, -1), now];
  if (!was || !isShaping(was) || !isShaping(now) || !("made" in was) || !("made" in now)) return { done: next, undone };
  const [from, to] = [was.made.groupId, now.made.groupId];
  return { done: next, undone: undone.map((deed) => renumbered(deed, from, to)) };
}

const renumbered = (deed: Deed, from: number, to: number): Deed =>
  JSON.parse(JSON.stringify(deed), (key, value: unknown) => (key === "groupId" && value === from ? to : value)) as Deed;
