import type { EntityManager } from "../orm.ts";

/**
 * Runs one query and answers its rows as they are named in it. Each row travels as JSON, so that counts are numbers and
 * lists are lists; columns called `…At`, also inside lists of objects, are instants and come back as Date.
 */
export async function selectRows<Row>(
  em: EntityManager,
  query: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const found = await em.execute<{ row: Row }[]>(`select to_jsonb(asked) as row from (${query}) asked`, [...params]);
  return found.map(({ row }) => withInstants(row as Record<string, unknown>) as Row);
}

function withInstants(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, read(name, value)]));
}

function read(name: string, value: unknown): unknown {
  if (typeof value === "string" && name.endsWith("At")) return new Date(value);
  if (Array.isArray(value)) return value.map((one) => (isObject(one) ? withInstants(one) : one));
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
