/** The four people one can be in a rehearsal, with one click and no account. */
export const PERSONAS = ["organiser", "facilitator", "member", "unplaced"] as const;
export type Persona = (typeof PERSONAS)[number];
