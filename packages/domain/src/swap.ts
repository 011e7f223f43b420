/**
 * Two people, each in line for the other's full group, are asked whether they want to trade places (JS-17). `open` until
 * both have answered; `off` when what it rested on was gone before; `undone` after it was done.
 */
export const SWAP_STATES = ["open", "done", "declined", "expired", "off", "undone"] as const;
export type SwapState = (typeof SWAP_STATES)[number];

/** How an open swap came to its end, or a done one was taken back. */
export type SwapEnding = Exclude<SwapState, "open">;
