import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** What a link in a letter may do: answer this one offer, as long as it stands. */
export interface OfferLink {
  waitId: number;
  until: Date;
}

const PURPOSE = "muster/seat-offer/1";

/** Signed with a key of its own made from the installation's secret, so that no other secret or link can stand in for it. */
export function offerToken(secret: string, { waitId, until }: OfferLink): string {
  const said = `${waitId.toString(36)}.${until.getTime().toString(36)}`;
  return `${said}.${seal(secret, said)}`;
}

/** What a token says, if one of these secrets has signed it; null for anything else. Whether the offer still stands is the database's to say. */
export function readOfferToken(secrets: readonly string[], token: string): OfferLink | null {
  const [, waitId, until, sealed] = /^([0-9a-z]{1,7})\.([0-9a-z]{1,10})\.([\w-]{43})$/.exec(token) ?? [];
  if (!waitId || !until || !sealed) return null;
  const given = Buffer.from(sealed);
  const isOurs = secrets.some((secret) => timingSafeEqual(given, Buffer.from(seal(secret, `${waitId}.${until}`))));
  return isOurs ? { waitId: Number.parseInt(waitId, 36), until: new Date(Number.parseInt(until, 36)) } : null;
}

function seal(secret: string, said: string): string {
  const key = Buffer.from(hkdfSync("sha256", secret, "", PURPOSE, 32));
  return createHmac("sha256", key).update(said).digest("base64url");
}
