import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { isSnowflake } from "./snowflake.ts";

/** One way in which a request is not what Discord describes. */
export type Problem = { where: string; message: string };
export type Request = { method: string; path: string; body?: unknown };
/** Judges a request by Discord's OpenAPI description; `path` begins behind /api/v10. */
export type CheckRequest = (request: Request) => Problem[];

type Node = Record<string, unknown>;
type Operation = {
  parameters?: { name: string; in: string; required?: boolean; schema?: Node }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Node }> };
};
type Document = { paths: Record<string, Record<string, Operation> & { parameters?: Operation["parameters"] }> };

const addFormats = addFormatsModule as unknown as (ajv: Ajv2020, formats: string[]) => void;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/**
 * Three preparations: integers also come as decimal text, as Discord's own notes say; objects are closed, for a misspelt key
 * would be dropped in silence; empty enums go, which no validator takes.
 */
function prepare(node: unknown): void {
  if (!isNode(node)) return;
  for (const child of Object.values(node)) prepare(child);
  const { type } = node;
  const types = Array.isArray(type) ? type : [type];
  if (types.includes("integer") && !types.includes("string") && !("enum" in node)) node["type"] = [...types, "string"];
  if (types.includes("object") && isNode(node["properties"]) && !("additionalProperties" in node))
    node["unevaluatedProperties"] = false;
  if (Array.isArray(node["oneOf"]) && !("anyOf" in node)) {
    // a decimal text is now both the integer and the string of a union
    node["anyOf"] = node["oneOf"];
    delete node["oneOf"];
  }
  if (Array.isArray(node["enum"]) && node["enum"].length === 0) delete node["enum"];
}

const escaped = (key: string): string => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));

/** Reads Discord's description once (about 0.2 s) and compiles each operation when it is first asked for. */
export function loadContract(path: string): CheckRequest {
  const document = JSON.parse(readFileSync(path, "utf8")) as Document;
  prepare(document);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv, ["date-time", "uri", "email", "date"]);
  for (const format of ["int32", "int64", "float", "double", "nonce", "binary"]) ajv.addFormat(format, true);
  ajv.addFormat("snowflake", isSnowflake);
  ajv.addSchema({ $id: "d", ...document });
  const patterns = Object.keys(document.paths)
    .map((template) => ({
      template,
      pattern: new RegExp(`^${template.replace(/\{([a-z_0-9]+)\}/g, "(?<$1>[^/]+)")}$`),
    }))
    .sort((a, b) => a.template.split("{").length - b.template.split("{").length);
  const compiled = new Map<string, ValidateFunction>();

  function bodyProblems(template: string, method: string, body: unknown): Problem[] {
    const described = document.paths[template]?.[method]?.requestBody;
    if (!described) return hasBody(body) ? [{ where: "body", message: "This operation takes no body." }] : [];
    if (!hasBody(body)) return described.required ? [{ where: "body", message: "The body is missing." }] : [];
    if (!described.content["application/json"]) return [];
    const at = `d#/paths/${escaped(template)}/${method}/requestBody/content/application~1json/schema`;
    const validate = compiled.get(at) ?? ajv.compile({ $ref: at });
    compiled.set(at, validate);
    if (validate(withoutNoise(template, method, body))) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
      where: `body${instancePath}`,
      message: `${message ?? "does not fit"} ${JSON.stringify(params)}`,
    }));
  }

  return ({ method: upper, path: full, body }) => {
    const method = upper.toLowerCase();
    const [path = "", query = ""] = full.split("?", 2);
    const found = patterns
      .map(({ template, pattern }) => ({ template, match: pattern.exec(decodeURI(path).replaceAll("%40", "@")) }))
      .find(({ template, match }) => match && document.paths[template]?.[method]);
    if (!found?.match) return [{ where: "path", message: `Discord describes no ${upper} ${path}.` }];
    const { template, match } = found;
    const parameters = [
      ...(document.paths[template]?.parameters ?? []),
      ...(document.paths[template]?.[method]?.parameters ?? []),
    ];
    return [
      ...pathProblems(match.groups ?? {}),
      ...queryProblems(
        new URLSearchParams(query),
        parameters.filter((p) => p.in === "query").map((p) => p.name),
      ),
      ...bodyProblems(template, method, body),
    ];
  };
}

const hasBody = (body: unknown): boolean => isNode(body) && (Array.isArray(body) || Object.keys(body).length > 0);

const pathProblems = (groups: Record<string, string>): Problem[] =>
  Object.entries(groups)
    .filter(([name, value]) => name.endsWith("_id") && !isSnowflake(value))
    .map(([name, value]) => ({ where: `path ${name}`, message: `"${value}" is no snowflake.` }));

const queryProblems = (query: URLSearchParams, known: readonly string[]): Problem[] =>
  [...query.keys()]
    .filter((key) => !known.includes(key))
    .map((key) => ({ where: `query ${key}`, message: "Discord knows no such parameter." }));

/** What discord.js always sends although Discord's description does not list it there, and Discord does not mind. */
function withoutNoise(template: string, method: string, body: unknown): unknown {
  if (!isNode(body) || Array.isArray(body)) return body;
  const strip = (value: Node, keys: readonly string[]): Node =>
    Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
  const noise = ["nonce", "enforce_nonce", "tts"];
  if (template.includes("/permissions/")) return strip(body, ["id"]);
  if (template.endsWith("/callback") && isNode(body["data"])) return { ...body, data: strip(body["data"], noise) };
  if ((method === "patch" && template.includes("/messages/")) || template === "/webhooks/{webhook_id}/{webhook_token}")
    return strip(body, noise);
  return body;
}
