/** On a phone three columns fit (AG-12). */
export const DAYS_ON_A_PHONE = 3;

/** The first of three columns, kept within the week. */
const within = (column: number): number => Math.max(0, Math.min(7 - DAYS_ON_A_PHONE, column));

/** A swipe turns three days on, or back. */
export const swiped = (first: number, direction: -1 | 1): number => within(first + direction * DAYS_ON_A_PHONE);

/** A day chosen in the strip stands in the middle where it can. */
export const centredOn = (order: readonly number[], day: number): number => within(order.indexOf(day) - 1);

export const phoneDays = (order: readonly number[], first: number): number[] =>
  order.slice(first, first + DAYS_ON_A_PHONE);
