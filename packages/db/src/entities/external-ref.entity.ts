import { defineEntity, p } from "@mikro-orm/core";
import { SYSTEMS } from "@muster/domain/system";
import type { Subject } from "@muster/domain/subject";
import { base } from "./base.ts";

/** Our key and their id: what we remember having made, so that *missing* differs from *not made yet*. */
const ExternalRefSchema = defineEntity({
  name: "ExternalRef",
  tableName: "external_refs",
  properties: {
    ...base,
    system: p.enum(SYSTEMS),
    key: p.text(),
    externalId: p.text().strictNullable(),
    /** What we last wrote there, so that a hand edit can be told from a change of mind. */
    wrote: p.text().strictNullable(),
    /** Differences from what we wrote that somebody accepted as they are; another difference is drift again. */
    accepted: p.text().strictNullable(),
    subject: p.text().$type<Subject>().index(),
    missingSince: p.datetime().strictNullable(),
  },
  uniques: [
    { name: "external_refs_key", properties: ["system", "key"] },
    { name: "external_refs_external_id", properties: ["system", "externalId"] },
  ],
});

export class ExternalRef extends ExternalRefSchema.class {}
ExternalRefSchema.setClass(ExternalRef);
