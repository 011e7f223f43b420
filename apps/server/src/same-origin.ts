import type { NextFunction, Request, Response } from "express";

/**
 * Only our own pages and the bot may change anything (reliability 5.3): JSON alone, from an origin of ours where the
 * browser names one, with a header that no form and no foreign page can set. Reads are refused to foreign pages too.
 */
export const sameOrigin =
  (origins: ReadonlySet<string>) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const no = (status: number, sentence: string) => void res.status(status).json({ error: { message: sentence } });
    const site = req.get("sec-fetch-site");
    if (site !== undefined && site !== "same-origin" && !(site === "none" && req.method === "GET"))
      return no(403, "This request comes from another site.");
    if (req.method === "GET" || req.method === "HEAD") return next();
    if (req.method !== "POST") return no(405, "Only GET and POST are understood here.");
    if (!/^application\/json(\s*;|$)/i.test(req.get("content-type") ?? ""))
      return no(415, "Requests are written as JSON.");
    const origin = req.get("origin");
    if (origin !== undefined && !origins.has(origin)) return no(403, "This request comes from another site.");
    const isBot = req.get("authorization") !== undefined;
    if (!isBot && !req.get("x-requested-by")) return no(403, "The header x-requested-by is missing.");
    next();
  };
