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
  | "BAD_REQUEST";

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
