import { ForbiddenTransition } from "@muster/domain/group";
import { OptimisticLockError } from "@muster/db/orm";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { Conflict, Invalid, NotFound, NotSignedIn, Refusal, TooMuch, type RefusalKind } from "./refusal.ts";

export type RefusalCode =
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "UNAUTHORIZED"
  | "CONFLICT"
  | "PRECONDITION_FAILED"
  | "TOO_MANY_REQUESTS"
  | "BAD_REQUEST"
  | TransportCode;

/** Said by the transport before any verb is asked: these keep their own status. */
const TRANSPORT = ["METHOD_NOT_SUPPORTED", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"] as const;
type TransportCode = (typeof TRANSPORT)[number];

export const HTTP_STATUS: Record<RefusalCode, number> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  UNAUTHORIZED: 401,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  TOO_MANY_REQUESTS: 429,
  BAD_REQUEST: 400,
  METHOD_NOT_SUPPORTED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
};

const codes: Record<RefusalKind, RefusalCode> = {
  not_found: "NOT_FOUND",
  not_allowed: "FORBIDDEN",
  conflict: "CONFLICT",
  not_yet: "PRECONDITION_FAILED",
  invalid: "BAD_REQUEST",
};

export const codeOfRefusal = (refusal: Refusal): RefusalCode =>
  refusal instanceof NotSignedIn
    ? "UNAUTHORIZED"
    : refusal instanceof TooMuch
      ? "TOO_MANY_REQUESTS"
      : codes[refusal.kind];

/** The code a refused call is answered with. */
export const codeOfAnswer = (error: TRPCError, refusal: Refusal): RefusalCode =>
  TRANSPORT.find((code) => code === error.code) ?? codeOfRefusal(refusal);

/** The refusal inside whatever was thrown; `null` where it is no refusal but a fault of ours. */
export function refusalIn(error: TRPCError): Refusal | null {
  const cause: unknown = error.cause ?? error;
  if (cause instanceof Refusal) return cause;
  if (cause instanceof z.core.$ZodError && error.code === "BAD_REQUEST") return invalidInput(cause);
  if (cause instanceof ForbiddenTransition) return new Conflict(`${cause.message}.`);
  if (cause instanceof OptimisticLockError)
    return new Conflict("Somebody else changed this just now. Look at it again, then repeat your change.");
  if (error.code === "NOT_FOUND") return new NotFound("There is nothing here under this name.");
  if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR" || error.code === "METHOD_NOT_SUPPORTED")
    return new Invalid("This request could not be read.");
  if (error.code === "PAYLOAD_TOO_LARGE") return new Invalid("This is more than Muster takes at once.");
  if (error.code === "UNSUPPORTED_MEDIA_TYPE") return new Invalid("Requests are written as JSON.");
  return null;
}

/** A refusal met before any procedure, such as a wrong token, keeps its status. */
export function refuseAtDoor(error: unknown): never {
  if (error instanceof Refusal)
    throw new TRPCError({ code: codeOfRefusal(error), message: error.message, cause: error });
  throw error;
}

function invalidInput(error: z.core.$ZodError): Invalid {
  const [issue] = error.issues;
  const field = issue?.path.join(".");
  return new Invalid(issue?.message ?? "This input could not be read", field ? { field } : {});
}

/** What a client sees of a refusal, in `error.data.refusal`. */
export interface TranslatedRefusal {
  kind: RefusalKind;
  sentence: string;
  field?: string;
  facts?: Record<string, unknown>;
}

export const translated = ({ kind, message, field, facts }: Refusal): TranslatedRefusal => ({
  kind,
  sentence: message,
  ...(field === undefined ? {} : { field }),
  ...(facts === undefined ? {} : { facts }),
});
