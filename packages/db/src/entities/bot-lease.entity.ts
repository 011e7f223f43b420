import { defineEntity, p } from "@mikro-orm/core";
import type { BotHealth } from "@muster/domain/report";
import { base } from "./base.ts";

/** Who acts on a guild, and in which epoch. Only the database's clock judges it. */
const BotLeaseSchema = defineEntity({
  name: "BotLease",
  tableName: "bot_leases",
  properties: {
    ...base,
    /** One row for each guild; `discord` while no guild is known. */
    guild: p.text().unique(),
    holder: p.text(),
    epoch: p.bigint("number"),
    expiresAt: p.datetime(),
    /** What the bot last said of itself. */
    health: p.json().$type<BotHealth>().strictNullable(),
  },
});

export class BotLease extends BotLeaseSchema.class {}
BotLeaseSchema.setClass(BotLease);
