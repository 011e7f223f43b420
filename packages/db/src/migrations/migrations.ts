import { readFileSync } from "node:fs";
import { Migration } from "@mikro-orm/migrations";

/**
 * Every step of the schema, oldest first, each a pair of files beside this one: `NAME.up.sql` and `NAME.down.sql`.
 * A step that has been released is never edited; a mistake in it is mended by the next.
 */
const names = [
  "0001-first",
  "0002-import",
  "0003-endings",
  "0004-own-moves",
  "0005-call-backs",
  "0006-presets",
  "0007-group-history",
  "0008-waiting",
  "0009-visits",
  "0010-review",
  "0011-places",
  "0012-rules",
  "0013-questions",
  "0014-organisers",
];

export const migrations = names.map((name) => ({ name, class: written(name) }));

function written(name: string): new (...args: ConstructorParameters<typeof Migration>) => Migration {
  return class extends Migration {
    override up(): void {
      this.addSql(statements(name, "up"));
    }

    override down(): void {
      this.addSql(statements(name, "down"));
    }
  };
}

const statements = (name: string, direction: "up" | "down"): string =>
  readFileSync(new URL(`./${name}.${direction}.sql`, import.meta.url), "utf8");
