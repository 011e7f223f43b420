import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { Person } from "./person.entity.ts";

const SessionSchema = defineEntity({
  name: "Session",
  tableName: "sessions",
  properties: {
    ...base,
    /** SHA-256 of the cookie's token; the token itself is never stored. */
    tokenHash: p.text().unique(),
    person: () => p.manyToOne(Person).lazyRef().index().deleteRule("cascade"),
    expiresAt: p.datetime(),
    lastSeenAt: p.datetime(),
    userAgent: p.text().strictNullable(),
  },
});

export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);
