import { defineEntity, p } from "@mikro-orm/core";
import type { Channel, MessageKind } from "@muster/domain/message-kind";
import { base } from "./base.ts";
import { Person } from "./person.entity.ts";

const PreferenceSchema = defineEntity({
  name: "Preference",
  tableName: "preferences",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().deleteRule("cascade"),
    kind: p.text().$type<MessageKind>(),
    channel: p.enum(["email", "discord_dm"] as const satisfies readonly Channel[]),
    wanted: p.boolean(),
  },
  uniques: [{ name: "preferences_once", properties: ["person", "kind", "channel"] }],
});

export class Preference extends PreferenceSchema.class {}
PreferenceSchema.setClass(Preference);
