import { defineEntity, p } from "@mikro-orm/core";
import type { Subject } from "@muster/domain/subject";
import { base } from "./base.ts";
import { SyncRound } from "./sync-round.entity.ts";

/** A create that began and has no outcome yet: the next round looks for it before doing it again. */
const IntentSchema = defineEntity({
  name: "Intent",
  tableName: "intents",
  properties: {
    ...base,
    key: p.text().unique(),
    subject: p.text().$type<Subject>().index(),
    round: () => p.manyToOne(SyncRound).lazyRef(),
    beganAt: p.datetime().defaultRaw("now()"),
  },
});

export class Intent extends IntentSchema.class {}
IntentSchema.setClass(Intent);
