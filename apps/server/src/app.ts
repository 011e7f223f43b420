import { createExpressMiddleware } from "@trpc/server/adapters/express";
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from "express";
import helmet from "helmet";
import { discordRoutes } from "./account/discord-routes.ts";
import { failedChecks } from "./health.ts";
import type { House } from "./house.ts";
import { limitStreams } from "./limit-streams.ts";
import { unsubscribeRoutes } from "./notifications/unsubscribe-routes.ts";
import { ownTokens } from "./rate-limit.ts";
import { Refusal } from "./refusal.ts";
import { hasBotToken, requestContext } from "./request-context.ts";
import { appRouter } from "./router.ts";
import { sameOrigin } from "./same-origin.ts";
import { serveWeb } from "./serve-web.ts";
import { codeOfRefusal, HTTP_STATUS, refuseAtDoor, translated } from "./translate-refusal.ts";

const MOST_BYTES = 100_000;
/** The bot tells who is in the guild, all at once: half a million ids of twenty digits. */
const MOST_BYTES_OF_BOT = 12_000_000;
const MOST_CALLS_IN_A_BATCH = 10;
const LONGEST_URL = 8_192;

/** What a request meets, in order. */
export function createApp(house: House): Express {
  const app = express();
  const takeToken = ownTokens(house.clock);
  app.disable("x-powered-by");
  app.set("trust proxy", house.config.trustProxy);
  app.use(named(house), shortEnough, headers(house.config.appUrl.startsWith("https:")));

  app.get("/healthz", (_req, res) => void res.json({ ok: true }));
  app.get("/readyz", async (_req, res) => {
    const failed = await failedChecks(house);
    res.status(failed.length ? 503 : 200).json({ ok: failed.length === 0, failed });
  });

  app.use(["/api", "/auth", "/trpc"], (_req, res, next) => {
    res.set("cache-control", "no-store");
    next();
  });
  app.get("/api/version", (_req, res) => void res.json({ version: house.version }));
  app.use("/auth", discordRoutes(house, takeToken));
  app.use("/unsubscribe", unsubscribeRoutes(house, takeToken));
  const [forPeople, forBot] = [MOST_BYTES, MOST_BYTES_OF_BOT].map((maxBodySize) =>
    createExpressMiddleware({
      router: appRouter,
      createContext: ({ req, res }) => requestContext(house, { req, res, takeToken }).catch(refuseAtDoor),
      maxBodySize,
      maxBatchSize: MOST_CALLS_IN_A_BATCH,
    }),
  ) as [RequestHandler, RequestHandler];
  app.use("/trpc", sameOrigin(house.config.origins), limitStreams(house.config), (req, res, next) =>
    (hasBotToken(house.config, req) ? forBot : forPeople)(req, res, next),
  );
  app.use(
    "/api",
    (_req, res) => void res.status(404).json({ error: { message: "There is nothing here under this name." } }),
  );
  app.use(serveWeb(house.config.webRoot));
  app.use(lastWord(house));
  return app;
}

/** Every request has an id: the caller's, where it is one, else ours. It stands in the answer, the logs and the audit. */
const named = (house: House) => (req: Request, res: Response, next: NextFunction) => {
  const given = req.get("x-request-id");
  const requestId = given && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : house.chance.uuid();
  res.locals["requestId"] = requestId;
  res.set("x-request-id", requestId);
  next();
};

function shortEnough(req: Request, res: Response, next: NextFunction): void {
  if (req.originalUrl.length <= LONGEST_URL) return next();
  res.status(414).json({ error: { message: "This address is too long." } });
}

const headers = (https: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", "https://cdn.discordapp.com", "data:"],
        styleSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    strictTransportSecurity: https,
  });

// Express knows its error handler by the four parameters.
// oxlint-disable-next-line max-params
const lastWord = (house: House) => (error: unknown, _req: Request, res: Response, next: NextFunction) => {
  if (res.headersSent) return next(error);
  if (error instanceof Refusal)
    return void res
      .status(HTTP_STATUS[codeOfRefusal(error)])
      .json({ error: { message: error.message, refusal: translated(error) } });
  const requestId = String(res.locals["requestId"]);
  house.log.error({ reqId: requestId, err: error }, "a request failed");
  res.status(500).json({ error: { message: "Something went wrong on our side", requestId } });
};
