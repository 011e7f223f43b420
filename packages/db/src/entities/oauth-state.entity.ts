import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";

/** One sign-in under way, bound to the browser that began it; in the database so that every replica knows it (P14). */
const OauthStateSchema = defineEntity({
  name: "OauthState",
  tableName: "oauth_states",
  properties: {
    ...base,
    stateHash: p.text().unique(),
    /** SHA-256 of a cookie only that browser holds. */
    browserHash: p.text(),
    /** The PKCE code verifier. */
    verifier: p.text(),
    /** Where to go afterwards: a path of ours. */
    next: p.text(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().strictNullable(),
  },
});

export class OauthState extends OauthStateSchema.class {}
OauthStateSchema.setClass(OauthState);
