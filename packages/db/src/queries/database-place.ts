import type { EntityManager } from "../orm.ts";

/**
 * What is another one once a database has been restored or copied, and stays through restarts, upgrades and migrations:
 * the cluster and its line of history, our own table, and when the folder's first file came to lie where it lies. What
 * somebody may not ask of their server is left out.
 */
export async function databasePlace(em: EntityManager): Promise<string> {
  const [table] = await em.execute<{ oid: string; control: boolean; files: boolean }[]>(
    `select 'settings'::regclass::oid::text as oid,
            has_function_privilege('pg_control_system()', 'execute')
              and has_function_privilege('pg_control_checkpoint()', 'execute') as control,
            has_function_privilege('pg_stat_file(text)', 'execute') as files`,
  );
  const { oid, control, files } = table!;
  const parts = [oid];
  if (control) {
    const [cluster] = await em.execute<{ place: string }[]>(
      `select system_identifier || '/' || (select timeline_id from pg_control_checkpoint()) as place from pg_control_system()`,
    );
    parts.push(cluster!.place);
  }
  if (files) {
    const [folder] = await em.execute<{ since: string }[]>(
      `select (extract(epoch from (pg_stat_file('PG_VERSION')).change))::bigint::text as since`,
    );
    parts.push(folder!.since);
  }
  return parts.join("/");
}
