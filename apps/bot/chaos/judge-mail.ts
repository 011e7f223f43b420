import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { EntityManager } from "@muster/db/orm";
import { InVain, until } from "./until.ts";

/** Longer than the post's minute. */
const PATIENCE_MS = 75_000;

/**
 * A claim of a server that died is taken over after five minutes: they pass here, by the hands of its clock being set
 * forward. The next telling wakes the post, and else the minute does.
 */
export async function letClaimsRunOut(em: EntityManager): Promise<void> {
  await em.execute("update notifications set next_at = now() where channel = 'email' and status = 'claimed'");
}

/** Every letter of the whole run went out, and none is called sent that did not (INV-13). */
export async function judgeMail(em: EntityManager, folder: string): Promise<string[]> {
  const unsent = () =>
    em.execute<{ key: string; status: string }[]>(
      "select key, status from notifications where channel = 'email' and status not in ('sent', 'skipped')",
    );
  try {
    await until(
      "every letter is sent",
      async () => {
        const rows = await unsent();
        return (
          rows.length === 0 ||
          Promise.reject(new Error(rows.map(({ key, status }) => `${key} is ${status}`).join(", ")))
        );
      },
      PATIENCE_MS,
    );
  } catch (error) {
    if (!(error instanceof InVain)) throw error;
    return [`INV-13 ${error.message}`];
  }
  const rows = await em.execute<{ key: string; status: string }[]>(
    "select key, status from notifications where channel = 'email' and status = 'sent'",
  );
  const outbox = path.join(folder, "outbox");
  const letters = existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith(".eml")) : [];
  const names = new Set(letters);
  const lacking = rows.filter(({ key }) => !names.has(`${key.replace(/[^A-Za-z0-9]+/g, "-")}.eml`));
  return lacking.map(({ key }) => `INV-13 ${key} is called sent, and no letter lies there`);
}
