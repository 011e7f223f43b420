import { linkSeal } from "../sealed-link.ts";

/** Leads out of one line somebody was put in, as long as they stand in it. */
export const lineLinks = linkSeal("muster/waiting-line/1");

const STANDS_MS = 30 * 86_400_000;

/** For how long such a link opens anything. */
export const lineLinkUntil = (askedAt: Date): Date => new Date(askedAt.getTime() + STANDS_MS);
