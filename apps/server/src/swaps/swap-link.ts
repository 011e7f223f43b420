import { linkSeal } from "../sealed-link.ts";

/** Answers one side of one proposed swap, known by the side's number, as long as it stands. */
export const swapLinks = linkSeal("muster/swap-offer/1");
