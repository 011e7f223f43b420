import { defineEntity, p } from "@mikro-orm/core";
import type { PresetSettings } from "@muster/domain/scheduling-settings";
import { base } from "./base.ts";

/** Settings under a name, for every organiser of the installation; at most one is what new cohorts begin with. */
const PresetSchema = defineEntity({
  name: "Preset",
  tableName: "presets",
  properties: {
    ...base,
    name: p.text(),
    settings: p.json().$type<PresetSettings>(),
    isDefault: p.boolean().default(false),
    deletedAt: p.datetime().strictNullable(),
  },
  uniques: [
    {
      name: "presets_name",
      expression: `create unique index "presets_name" on "presets" (lower("name")) where "deleted_at" is null`,
    },
    {
      name: "presets_one_default",
      expression: `create unique index "presets_one_default" on "presets" ("is_default") where "is_default" and "deleted_at" is null`,
    },
  ],
});

export class Preset extends PresetSchema.class {}
PresetSchema.setClass(Preset);
