/** How far a finger went between touching and lifting, in CSS pixels. */
export interface FingerPath {
  x: number;
  y: number;
}

/** Resting so long before moving means painting, not scrolling (AG-11). */
export const LONG_PRESS_MS = 300;
const STILL_PX = 10;
const SWIPE_PX = 48;

/** Whether a finger still rests: the hand is never quite still. */
export const isResting = ({ x, y }: FingerPath): boolean => Math.hypot(x, y) <= STILL_PX;

/**
 * What a finger meant that was lifted before it had rested long enough to paint. Up and down belongs to the page: it
 * scrolls and nothing is marked.
 */
export function fingerMeant(path: FingerPath): "tap" | "scroll" | "earlier_days" | "later_days" {
  if (isResting(path)) return "tap";
  const sideways = Math.abs(path.x) > SWIPE_PX && Math.abs(path.x) > 2 * Math.abs(path.y);
  if (!sideways) return "scroll";
  return path.x < 0 ? "later_days" : "earlier_days";
}
