import type { NextFunction, Request, Response } from "express";
import { hashOf, sessionCookie } from "./account/session.ts";
import type { Config } from "./config.ts";
import { cookieOf } from "./request-context.ts";

const MOST_IN_ALL = 2_000;
/** A page follows two or three things, and people open several tabs. */
const MOST_OF_ONE = 24;

/** So many open subscriptions for one session or address, and in all: each holds memory and a place in every broadcast. */
export function limitStreams(config: Pick<Config, "appUrl">) {
  const open = new Map<string, number>();
  let all = 0;
  return (req: Request, res: Response, next: NextFunction): void => {
    if (!req.get("accept")?.includes("text/event-stream")) return next();
    const session = cookieOf(req, sessionCookie(config));
    const who = session ? hashOf(session) : (req.ip ?? "unknown");
    const theirs = open.get(who) ?? 0;
    if (theirs >= MOST_OF_ONE || all >= MOST_IN_ALL) {
      res.status(429).json({ error: { message: "Too many pages follow at once. Close some of them." } });
      return;
    }
    all++;
    open.set(who, theirs + 1);
    res.once("close", () => {
      all--;
      const left = (open.get(who) ?? 1) - 1;
      if (left > 0) open.set(who, left);
      else open.delete(who);
    });
    next();
  };
}
