import { defineEntity, p } from "@mikro-orm/core";
import type { Availability } from "@muster/domain/availability";
import { PERSONAS } from "@muster/domain/persona";
import { base } from "./base.ts";

const PersonSchema = defineEntity({
  name: "Person",
  tableName: "people",
  properties: {
    ...base,
    name: p.text(),
    /** A snowflake, as text: it does not fit a JavaScript number. */
    discordId: p.text().strictNullable().unique(),
    discordUsername: p.text().strictNullable(),
    discordAvatar: p.text().strictNullable(),
    /** In the Discord server; null while the bot has not said. */
    inGuild: p.boolean().strictNullable(),
    email: p.text().strictNullable(),
    /** The zone the week was painted in. */
    timeZone: p.text().strictNullable(),
    /** Normalised, in the person's own wall time. */
    availability: p.json().$type<Availability>().strictNullable(),
    availabilityAt: p.datetime().strictNullable(),
    /** Only in a rehearsal. */
    persona: p.enum(PERSONAS).strictNullable().unique(),
    deletedAt: p.datetime().strictNullable(),
  },
  checks: [{ name: "people_discord_id_is_a_snowflake", expression: "discord_id ~ '^[0-9]{1,20}$'" }],
  uniques: [
    {
      name: "people_email_unique",
      expression: `create unique index "people_email_unique" on "people" (lower("email")) where "deleted_at" is null`,
    },
  ],
});

export class Person extends PersonSchema.class {}
PersonSchema.setClass(Person);

/** What to call somebody whose name is not known to us (QRY8). */
export const displayName = (person: {
  id: number;
  name: string;
  discordUsername?: string | null | undefined;
}): string => person.name || person.discordUsername || `User ${person.id}`;
