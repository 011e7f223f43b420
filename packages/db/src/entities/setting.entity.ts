import { defineEntity, p } from "@mikro-orm/core";
import type { Stored } from "./base.ts";

/** A few facts of the installation itself, such as its id. */
const SettingSchema = defineEntity({
  name: "Setting",
  tableName: "settings",
  properties: { key: p.text().primary(), value: p.json().$type<Stored>() },
});

export class Setting extends SettingSchema.class {}
SettingSchema.setClass(Setting);
