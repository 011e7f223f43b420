import { inverseOf, type Deed } from "./deed.ts";

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
