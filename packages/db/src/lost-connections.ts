import type { Pool, PoolClient } from "pg";

/**
 * Gives back every connection that is lost while somebody holds it. The query builder below the ORM gives one back only
 * after a commit or a rollback that succeeded, so each transaction cut off by a restart of PostgreSQL, or ended by its
 * idle timeout, would otherwise cost the pool one connection for good (DB-5, DB-6). One that comes when the pool is being
 * closed is given back as well: the query builder would throw and keep it, and the pool would wait for it for ever (OP-1).
 */
export function releaseLostConnections(pool: Pool): void {
  const connect = pool.connect.bind(pool);
  const connectWatched = (callback?: Parameters<typeof connect>[0]): unknown =>
    // The pool itself connects with a callback, and always gives back what it took.
    callback
      ? connect(callback)
      : (connect as () => Promise<PoolClient>)().then((client) => (pool.ending ? refused(client) : watched(client)));
  pool.connect = connectWatched as typeof pool.connect;
}

function refused(client: PoolClient): never {
  client.release(true);
  throw new Error("The database is being closed.");
}

function watched(client: PoolClient): PoolClient {
  const release = client.release.bind(client);
  let isHeld = true;
  const giveBack = (destroy?: Error | boolean): void => {
    if (!isHeld) return;
    isHeld = false;
    client.off("end", lost);
    release(destroy);
  };
  const lost = (): void => giveBack(true);
  client.once("end", lost);
  client.release = giveBack;
  return client;
}
