import { deflateRawSync, inflateRawSync } from "node:zlib";

/** A plan as one word that can be printed and copied. */
export const pack = (plan: object): string => deflateRawSync(JSON.stringify(plan)).toString("base64url");

/** What was packed, or JSON as it is; throws on anything else. */
export const unpack = (text: string): unknown =>
  JSON.parse(text.trim().startsWith("{") ? text : inflateRawSync(Buffer.from(text.trim(), "base64url")).toString());
