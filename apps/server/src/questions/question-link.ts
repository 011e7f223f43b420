import { linkSeal } from "../sealed-link.ts";

/** Answers one question about somebody's hours, as long as it stands. */
export const questionLinks = linkSeal("muster/hours-question/1");
