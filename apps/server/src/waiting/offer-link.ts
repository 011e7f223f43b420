import { linkSeal } from "../sealed-link.ts";

const offers = linkSeal("muster/seat-offer/1");

/** Answers one offer of a kept seat, as long as it stands. */
export interface OfferLink {
  waitId: number;
  until: Date;
}

export const offerToken = (secret: string, { waitId, until }: OfferLink): string =>
  offers.write(secret, { id: waitId, until });

export function readOfferToken(secrets: readonly string[], token: string): OfferLink | null {
  const link = offers.read(secrets, token);
  return link && { waitId: link.id, until: link.until };
}
