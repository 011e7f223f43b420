import { Ajv, type ErrorObject } from "ajv";
import addFormatsModule from "ajv-formats";
import { type Complaint, invalidForm } from "./refusal.ts";

type Schema = Record<string, unknown>;
export type Form<T> = { judge: (value: unknown) => ErrorObject[]; sample?: T };

const addFormats = addFormatsModule as unknown as (ajv: Ajv, formats: string[]) => void;
const ajv = new Ajv({ allErrors: true, strict: false, coerceTypes: false });
addFormats(ajv, ["date-time", "uri"]);

export const text = (min: number, max: number): Schema => ({ type: "string", minLength: min, maxLength: max });
export const whole = (min?: number, max?: number): Schema => ({
  type: "integer",
  ...(min !== undefined && { minimum: min }),
  ...(max !== undefined && { maximum: max }),
});
export const oneOf = (...values: unknown[]): Schema => ({ enum: values });
export const listOf = (items: Schema, max: number): Schema => ({ type: "array", items, maxItems: max });
export const flag: Schema = { type: "boolean" };
export const snowflake: Schema = { type: ["string", "integer"], pattern: "^(0|[1-9][0-9]{0,19})$" };
/** Permission bits: Discord takes a number or its decimal text. */
export const bits: Schema = { type: ["string", "integer"], pattern: "^[0-9]{1,20}$" };
export const instant: Schema = { type: "string", format: "date-time" };
export const anything: Schema = {};
export const orNull = (schema: Schema): Schema => ({ anyOf: [{ type: "null" }, schema] });
/** An object that knows its keys: Discord drops the others in silence, we refuse them, since each is a mistake of ours. */
export const closed = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** A form compiled when it is first needed. */
export function form<T>(schema: Schema): Form<T> {
  let validate: ReturnType<typeof ajv.compile> | undefined;
  return {
    judge: (value) => {
      validate ??= ajv.compile(schema);
      return validate(value) ? [] : (validate.errors ?? []);
    },
  };
}

/** The body as its type, or 50035 with each complaint at its field. */
export function fill<T>({ judge }: Form<T>, body: unknown): T {
  const errors = judge(body ?? {}).filter(({ keyword }) => keyword !== "anyOf");
  const telling = errors.filter((e) => !(e.schemaPath.includes("/anyOf/0/") && e.keyword === "type"));
  if (errors.length > 0) throw invalidForm((telling.length > 0 ? telling : errors).map(complaint));
  return (body ?? {}) as T;
}

function complaint(error: ErrorObject): Complaint {
  const path = error.instancePath.split("/").slice(1);
  const params = error.params as Record<string, string | number>;
  const limit = params["limit"];
  switch (error.keyword) {
    case "required":
      return {
        path: [...path, String(params["missingProperty"])],
        code: "BASE_TYPE_REQUIRED",
        message: "This field is required",
      };
    case "additionalProperties":
      return {
        path: [...path, String(params["additionalProperty"])],
        code: "UNKNOWN_KEY",
        message: "Discord knows no such key and would drop it in silence.",
      };
    case "maxLength":
      return { path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${limit} or fewer in length.` };
    case "minLength":
      return { path, code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${limit} or more in length.` };
    case "maxItems":
      return { path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${limit} or fewer in length.` };
    case "maximum":
      return { path, code: "NUMBER_TYPE_MAX", message: `int value should be less than or equal to ${limit}.` };
    case "minimum":
      return { path, code: "NUMBER_TYPE_MIN", message: `int value should be greater than or equal to ${limit}.` };
    case "enum":
    case "const":
      return {
        path,
        code: "BASE_TYPE_CHOICES",
        message: `Value must be one of ${JSON.stringify(params["allowedValues"] ?? params["allowedValue"])}.`,
      };
    case "pattern":
      return { path, code: "STRING_TYPE_REGEX", message: "String value did not match validation regex." };
    case "format":
      return { path, code: "DATE_TIME_TYPE_PARSE", message: "Could not parse. Should be ISO8601." };
    default:
      return { path, code: "BASE_TYPE_CONVERT", message: `Could not interpret: ${error.message ?? error.keyword}.` };
  }
}
