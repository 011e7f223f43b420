import { defineEntity, p } from "@mikro-orm/core";
import { CHANNELS, type MessageKind } from "@muster/domain/message-kind";
import { base, type Stored } from "./base.ts";
import { Group } from "./group.entity.ts";
import { Membership } from "./membership.entity.ts";
import { Person } from "./person.entity.ts";

export const NOTIFICATION_STATUSES = ["due", "claimed", "sent", "skipped", "failed"] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/** A thing to tell, once: membership × kind × channel is its key. */
const NotificationSchema = defineEntity({
  name: "Notification",
  tableName: "notifications",
  properties: {
    ...base,
    key: p.text().unique(),
    kind: p.text().$type<MessageKind>(),
    channel: p.enum(CHANNELS),
    /** Nobody in particular when a channel is told. */
    person: () => p.manyToOne(Person).lazyRef().strictNullable().index().deleteRule("set null"),
    group: () => p.manyToOne(Group).lazyRef().strictNullable().index().deleteRule("set null"),
    /** Whose stay it is about. */
    membership: () => p.manyToOne(Membership).lazyRef().strictNullable().deleteRule("set null"),
    payload: p.json().$type<Stored>().defaultRaw("'{}'"),
    status: p.enum(NOTIFICATION_STATUSES).default("due"),
    attempts: p.integer().default(0),
    nextAt: p.datetime().strictNullable(),
    error: p.text().strictNullable(),
    sentAt: p.datetime().strictNullable(),
    externalId: p.text().strictNullable(),
  },
  indexes: [{ name: "notifications_due", properties: ["status", "channel"] }],
});

export class Notification extends NotificationSchema.class {}
NotificationSchema.setClass(Notification);
