import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import { actorOf, type RequestContext } from "./context.ts";
import type { Config } from "./config.ts";
import type { House } from "./house.ts";
import { sessionCookie, viewerOf } from "./account/session.ts";
import type { TakeToken } from "./rate-limit.ts";
import { NotAllowed, NotSignedIn } from "./refusal.ts";

/** Who asks: the bot by its token, a person by their cookie, or nobody. Never both (reliability 5.5). */
export async function requestContext(
  house: House,
  { req, res, takeToken }: { req: Request; res: Response; takeToken: TakeToken },
): Promise<RequestContext> {
  const em = house.orm.em.fork();
  const isBot = comesFromBot(house, req);
  const token = isBot ? undefined : cookieOf(req, sessionCookie(house.config));
  const viewer = token ? await viewerOf(em, token, { now: house.clock(), config: house.config }) : null;
  const secure = house.config.appUrl.startsWith("https:");
  return {
    em,
    clock: house.clock,
    viewer,
    isBot,
    actor: actorOf(viewer, isBot),
    requestId: String(res.locals["requestId"]),
    mayStill: null,
    house,
    http: {
      address: req.ip ?? "unknown",
      cookie: (name) => cookieOf(req, name),
      setCookie: (name, value, expires) =>
        res.cookie(name, value, { httpOnly: true, sameSite: "lax", path: "/", secure, expires }),
      clearCookie: (name) => res.clearCookie(name, { httpOnly: true, sameSite: "lax", path: "/", secure }),
      userAgent: req.get("user-agent") ?? null,
      takeToken,
    },
  };
}

function comesFromBot({ config }: House, req: Request): boolean {
  if (req.get("authorization") === undefined) return false;
  if (req.get("cookie") !== undefined || req.get("sec-fetch-site") !== undefined)
    throw new NotAllowed("The bot's token is not for browsers.");
  if (!hasBotToken(config, req))
    throw new NotSignedIn("This SERVICE_TOKEN is not the server's. Give the bot and the server the same one.");
  return true;
}

/** Whether a request carries one of the valid service tokens. */
export function hasBotToken({ serviceTokens }: Pick<Config, "serviceTokens">, req: Request): boolean {
  const token = /^Bearer (\S+)$/.exec(req.get("authorization") ?? "")?.[1];
  return token !== undefined && serviceTokens.some((valid) => sameSecret(valid, token));
}

/** In constant time: digests are of one length, whatever was sent. */
function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

export function cookieOf(req: Request, name: string): string | undefined {
  for (const part of req.get("cookie")?.split(";") ?? []) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return safeDecode(value.join("="));
  }
  return undefined;
}

function safeDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
