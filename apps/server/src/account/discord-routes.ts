import express, { type Request, type Router } from "express";
import type { House } from "../house.ts";
import { ALLOWANCES, takeSharedToken, waitSentence, type TakeToken } from "../rate-limit.ts";
import { requestContext } from "../request-context.ts";
import { beginDiscordSignIn } from "./begin-discord-sign-in.ts";
import { finishDiscordSignIn } from "./finish-discord-sign-in.ts";
import { sessionCookie } from "./session.ts";

/** The two addresses a browser visits outside the app: away to Discord, and back. */
export function discordRoutes(house: House, takeToken: TakeToken): Router {
  const routes = express.Router();
  const preLogin = house.config.appUrl.startsWith("https:") ? "__Host-pre" : "pre";

  routes.get("/discord", async (req, res) => {
    const ctx = await requestContext(house, { req, res, takeToken });
    const wait = await takeSharedToken(ctx.em, `signIn/address:${ctx.http.address}`, ALLOWANCES.signIn);
    if (wait > 0) return void res.status(429).type("text").send(waitSentence(wait));
    const next = typeof req.query["next"] === "string" ? req.query["next"] : undefined;
    const { url, browserToken, expires } = await beginDiscordSignIn(ctx, next);
    ctx.http.setCookie(preLogin, browserToken, expires);
    res.redirect(302, url.href);
  });

  routes.get("/discord/callback", async (req, res) => {
    const ctx = await requestContext(house, { req, res, takeToken });
    const outcome = await finishDiscordSignIn(ctx, {
      url: addressOf(req, house.config.appUrl),
      browserToken: ctx.http.cookie(preLogin),
      userAgent: ctx.http.userAgent,
      replaces: ctx.http.cookie(sessionCookie(house.config)),
    });
    ctx.http.clearCookie(preLogin);
    if ("problem" in outcome) return void res.redirect(303, `/sign-in?problem=${outcome.problem}`);
    ctx.http.setCookie(sessionCookie(house.config), outcome.token, outcome.expires);
    res.redirect(303, outcome.next);
  });
  return routes;
}

const addressOf = (req: Request, appUrl: string): URL => new URL(req.originalUrl, appUrl);
