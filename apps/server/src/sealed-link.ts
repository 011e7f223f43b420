import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** What a link in a letter may do: answer one thing, known by its number, as long as it stands. */
export interface SealedLink {
  id: number;
  until: Date;
}

export interface LinkSeal {
  write: (secret: string, link: SealedLink) => string;
  /** What a token says, if one of these secrets has signed it; null for anything else. Whether it still stands is the database's to say. */
  read: (secrets: readonly string[], token: string) => SealedLink | null;
}

/** Signed with a key of its own made from the installation's secret, so that no other secret or link can stand in for it. */
export function linkSeal(purpose: string): LinkSeal {
  const seal = (secret: string, said: string): string => {
    const key = Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));
    return createHmac("sha256", key).update(said).digest("base64url");
  };
  return {
    write(secret, { id, until }) {
      const said = `${id.toString(36)}.${until.getTime().toString(36)}`;
      return `${said}.${seal(secret, said)}`;
    },
    read(secrets, token) {
      const [, id, until, sealed] = /^([0-9a-z]{1,7})\.([0-9a-z]{1,10})\.([\w-]{43})$/.exec(token) ?? [];
      if (!id || !until || !sealed) return null;
      const given = Buffer.from(sealed);
      const isOurs = secrets.some((secret) => timingSafeEqual(given, Buffer.from(seal(secret, `${id}.${until}`))));
      return isOurs ? { id: Number.parseInt(id, 36), until: new Date(Number.parseInt(until, 36)) } : null;
    },
  };
}
