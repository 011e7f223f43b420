import express, { type Router } from "express";
import type { House } from "../house.ts";
import { ALLOWANCES, takeSharedToken, waitSentence, type TakeToken } from "../rate-limit.ts";
import { requestContext } from "../request-context.ts";
import { changeSubscription } from "./unsubscribe.ts";

/**
 * What a mail program posts when its own button is pressed (RFC 8058): no cookie, no page, only the signed address. The
 * page under the same address is for people, and a scanner that opens it changes nothing.
 */
export function unsubscribeRoutes(house: House, takeToken: TakeToken): Router {
  const routes = express.Router();
  routes.post("/:token", async (req, res) => {
    const ctx = await requestContext(house, { req, res, takeToken });
    const wait = await takeSharedToken(ctx.em, `join/address:${ctx.http.address}`, ALLOWANCES.call);
    if (wait > 0) return void res.status(429).type("text").send(waitSentence(wait));
    await changeSubscription(ctx, { token: req.params.token, wanted: false });
    res.type("text").send("You get no more letters like this one.");
  });
  return routes;
}
