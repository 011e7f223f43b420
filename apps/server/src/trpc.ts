import { initTRPC, TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import superjson from "superjson";
import type { RequestContext, Signed } from "./context.ts";
import { refuseFormerOrganiser } from "./organisers/still-organises.ts";
import { ALLOWANCES, takeSharedToken, waitSentence, type Limit } from "./rate-limit.ts";
import { NotAllowed, NotSignedIn, TooMuch, type Refusal } from "./refusal.ts";
import { codeOfAnswer, HTTP_STATUS, refusalIn, translated } from "./translate-refusal.ts";

export const GATES = ["anyone", "member", "facilitator", "organiser", "bot"] as const;
export type Gate = (typeof GATES)[number];

/** Which objects a procedure touches: what has to be checked besides the role. */
export type Scope =
  | "nothing"
  | "installation"
  | "own"
  | "person"
  | "course"
  | "cohort"
  | "group"
  | "run"
  | "subject"
  | "code";

/** Every procedure says this of itself; the authorization matrix reads it. */
export interface Meta {
  roles: readonly Gate[];
  scope: Scope;
  limit: Limit | null;
}

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    isServer: true,
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
      maxDurationMs: 600_000,
    },
    // The one translation of refusals: what is none of ours leaves the house without its words.
    errorFormatter: ({ shape, error, ctx, path }) => {
      const refusal = refusalIn(error);
      const requestId = ctx?.requestId ?? null;
      if (!refusal) {
        const data = {
          code: "INTERNAL_SERVER_ERROR" as const,
          httpStatus: 500,
          path: path ?? null,
          requestId,
          refusal: null,
        };
        return {
          ...shape,
          code: TRPC_ERROR_CODES_BY_KEY.INTERNAL_SERVER_ERROR,
          message: "Something went wrong on our side",
          data,
        };
      }
      const code = codeOfAnswer(error, refusal);
      const data = { code, httpStatus: HTTP_STATUS[code], path: path ?? null, requestId, refusal: translated(refusal) };
      return { ...shape, code: TRPC_ERROR_CODES_BY_KEY[code], message: refusal.message, data };
    },
  });

export const router = t.router;

/** Gives a refusal the status of its kind, and writes down what was none. */
const answering = t.middleware(async ({ ctx, path, type, next }) => {
  const result = await next();
  if (result.ok) return result;
  const refusal = refusalIn(result.error);
  if (!refusal) {
    ctx.house.log.error(
      { reqId: ctx.requestId, op: path, type, err: result.error.cause ?? result.error },
      "a call failed",
    );
    return result;
  }
  ctx.house.log.debug({ reqId: ctx.requestId, op: path, refusal: refusal.kind }, "refused");
  throw new TRPCError({ code: codeOfAnswer(result.error, refusal), message: refusal.message, cause: refusal });
});

/** Counts calls, not requests: a batch of ten costs ten. Changes are counted for all replicas together. */
const limited = t.middleware(async ({ ctx, meta, type, next }) => {
  if (ctx.isBot) return next();
  const who = ctx.viewer ? `person:${ctx.viewer.personId}` : `address:${ctx.http.address}`;
  const limit: Limit = meta?.limit ?? (type === "mutation" ? "call" : "read");
  const wait =
    type === "mutation"
      ? await takeSharedToken(ctx.em, `${limit}/${who}`, ALLOWANCES[limit])
      : await ctx.http.takeToken(`${limit}/${who}`, ALLOWANCES[limit]);
  if (wait > 0)
    throw new TooMuch(waitSentence(wait), {
      facts: { retryAfterMs: wait },
    });
  return next();
});

interface GateOptions {
  scope: Scope;
  limit?: Limit;
}

const behind = (roles: readonly Gate[], { scope, limit }: GateOptions) =>
  t.procedure
    .meta({ roles, scope, limit: limit ?? null })
    .use(answering)
    .use(limited);

const signedIn = (ctx: RequestContext): Signed<RequestContext> => {
  if (!ctx.viewer) throw new NotSignedIn("Sign in first.");
  return { ...ctx, viewer: ctx.viewer };
};

/** Behind an organiser's gate: who has the role from another organiser is looked at again before a change is kept (AD-7). */
const organising = (ctx: Signed<RequestContext>): Signed<RequestContext> => {
  const { personId, isOrganiser, hasGivenRole } = ctx.viewer;
  if (!isOrganiser) throw refuse("Only organisers can do this.");
  return hasGivenRole ? { ...ctx, mayStill: (em) => refuseFormerOrganiser(em, personId) } : ctx;
};

const refuse = (sentence: string): Refusal => new NotAllowed(sentence);

export const anyone = (options: GateOptions) => behind(["anyone"], options);

export const member = (options: GateOptions) =>
  behind(["member"], options).use(({ ctx, next }) => next({ ctx: signedIn(ctx) }));

/** For procedures of a group's own facilitator. @public */
/** @public Part of the five gates; what only facilitators may do comes with their panel. */
export const facilitator = (options: GateOptions) =>
  behind(["facilitator"], options).use(({ ctx, next }) => {
    const signed = signedIn(ctx);
    if (!signed.viewer.isFacilitator && !signed.viewer.isOrganiser) throw refuse("Only facilitators can do this.");
    return next({ ctx: signed });
  });

export const organiser = (options: GateOptions) =>
  behind(["organiser"], options).use(({ ctx, next }) => next({ ctx: organising(signedIn(ctx)) }));

export const bot = (options: GateOptions) =>
  behind(["bot"], options).use(({ ctx, next }) => {
    if (!ctx.isBot)
      throw ctx.viewer ? refuse("Only the bot can do this.") : new NotSignedIn("Only the bot can do this.");
    return next();
  });

/** For the little that both follow, such as a run's progress. */
export const organiserOrBot = (options: GateOptions) =>
  behind(["organiser", "bot"], options).use(({ ctx, next }) => {
    if (ctx.isBot) return next();
    return next({ ctx: organising(signedIn(ctx)) });
  });
