import type { MikroORM } from "@muster/db/orm";
import type { Chance } from "./house.ts";

/** This installation's name inside our marks on Discord: made once, kept in the database, the same for every replica. */
export async function installationName(orm: MikroORM, chance: Chance): Promise<string> {
  const em = orm.em.fork();
  const made = chance.uuid().replaceAll("-", "").slice(0, 8);
  await em.execute("insert into settings (key, value) values ('installation', ?::jsonb) on conflict (key) do nothing", [
    JSON.stringify(made),
  ]);
  const [row] = await em.execute<{ name: string }[]>(
    "select value #>> '{}' as name from settings where key = 'installation'",
  );
  return row!.name;
}
