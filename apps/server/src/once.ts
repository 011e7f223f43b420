import { createHash } from "node:crypto";
import type { Tx } from "./transaction.ts";
import { Conflict } from "./refusal.ts";

interface Request {
  /** The caller's own name for this one act: an interaction's id, a form's. */
  key: string;
  /** The verb's name, so that one key means one thing. */
  scope: string;
  input: unknown;
}

/**
 * Does the work once for each key and answers the same again to a repeated request (BR-1, DB-4). The key's row is written
 * first: a second request waits for the first one's transaction. The answer must survive JSON. The same key with another
 * input is a Conflict.
 */
export async function once<T>(tx: Tx, { key, scope, input }: Request, work: () => Promise<T>): Promise<T> {
  const requestHash = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  const name = `${scope}/${key}`;
  const inserted = await tx.em.execute<unknown[]>(
    "insert into idempotency_keys (key, scope, request_hash, at) values (?, ?, ?, ?) on conflict (key) do nothing returning id",
    [name, scope, requestHash, tx.clock()],
  );
  if (inserted.length > 0) {
    const answer = await work();
    await tx.em.flush();
    await tx.em.execute("update idempotency_keys set answer = ?::jsonb where key = ?", [
      JSON.stringify(answer ?? null),
      name,
    ]);
    return answer;
  }
  const [kept] = await tx.em.execute<{ request_hash: string; answer: T }[]>(
    "select request_hash, answer from idempotency_keys where key = ?",
    [name],
  );
  if (kept?.request_hash !== requestHash)
    throw new Conflict("This request was already made with something else in it.");
  return kept.answer;
}
