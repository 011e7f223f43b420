import { BotLease } from "@muster/db/entities/bot-lease";
import type { EntityManager } from "@muster/db/orm";
import type { BotHealth } from "@muster/domain/report";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";

/** One installation serves one guild, so that one lease is enough for all of it. */
const GUILD = "discord";

export interface LeaseInput {
  holder: string;
  health: BotHealth;
}

export interface Lease {
  /** Null: another bot holds it; stand by. */
  epoch: number | null;
  expiresInMs: number;
}

/**
 * Takes or renews the right to act on Discord, by the database's clock alone. Whoever takes it anew, also after having
 * let it lapse, gets a new epoch: what was begun under an older one is refused (EV-11, EV-12, INV-10).
 */
export async function holdLease(ctx: Context, { holder, health }: LeaseInput): Promise<Lease> {
  return together(ctx, async (tx) => {
    const before = await tx.em.findOne(BotLease, { guild: GUILD });
    const known = before?.health ?? null;
    const seconds = health.trouble?.code === "stopping" ? 0 : ctx.house.config.leaseSeconds;
    const [row] = await tx.em.execute<{ epoch: string }[]>(TAKE, [
      GUILD,
      holder,
      seconds,
      JSON.stringify(health),
      seconds,
    ]);
    if (!row) return { epoch: null, expiresInMs: await remainingMs(tx.em) };
    const epoch = Number(row.epoch);
    const isNew = epoch !== before?.epoch || seconds === 0;
    if (isNew || JSON.stringify(known) !== JSON.stringify(health)) await ring(tx, "sync", 0);
    if (causesChanged(known, health)) await rearm(tx);
    return { epoch, expiresInMs: seconds * 1_000 };
  });
}

const TAKE = `
  insert into bot_leases (guild, holder, epoch, expires_at, health)
  values (?, ?, 1, now() + make_interval(secs => ?), ?::jsonb)
  on conflict (guild) do update set
    epoch = case when bot_leases.holder = excluded.holder and bot_leases.expires_at > now()
                 then bot_leases.epoch else bot_leases.epoch + 1 end,
    holder = excluded.holder,
    expires_at = now() + make_interval(secs => ?),
    health = excluded.health
  where bot_leases.holder = excluded.holder or bot_leases.expires_at <= now()
  returning epoch`;

async function remainingMs(em: EntityManager): Promise<number> {
  const [row] = await em.execute<{ ms: number }[]>(
    "select greatest(0, extract(epoch from expires_at - now()) * 1000)::float8 as ms from bot_leases where guild = ?",
    [GUILD],
  );
  return Math.ceil(row?.ms ?? 0);
}

/** Another guild, or a permission given back: what needed a person for it may go well now (round: 9). */
function causesChanged(before: BotHealth | null, now: BotHealth): boolean {
  if (!before) return false;
  if (before.guild?.id !== now.guild?.id) return now.guild !== null;
  return before.missingPermissions.some((name) => !now.missingPermissions.includes(name));
}

async function rearm(tx: Tx): Promise<void> {
  const rows = await tx.em.execute<{ subject: string }[]>(
    `update sync_tasks set state = 'due', next_at = null where system = 'discord' and state = 'needs_person'
     returning subject`,
  );
  if (rows.length > 0) await ring(tx, "due", "cohort:0");
}

export interface BotPresence {
  connected: boolean;
  since: Date | null;
  guildName: string | null;
  missingPermissions: string[];
  epoch: number;
}

/** The bot as pages show it: connected while its lease lives. */
export async function botPresence(em: EntityManager): Promise<BotPresence> {
  const [row] = await em.execute<{ live: boolean; epoch: string; health: BotHealth | null; updated_at: Date }[]>(
    "select expires_at > now() as live, epoch, health, updated_at from bot_leases where guild = ?",
    [GUILD],
  );
  return {
    connected: row?.live ?? false,
    since: row?.live ? new Date(row.updated_at) : null,
    guildName: row?.health?.guild?.name ?? null,
    missingPermissions: row?.health?.missingPermissions ?? [],
    epoch: Number(row?.epoch ?? 0),
  };
}

/** Locks the lease against being lost to another until the end of the transaction. Conflict: it is no longer theirs. */
export async function assertEpoch(em: EntityManager, epoch: number): Promise<void> {
  const rows = await em.execute<unknown[]>(
    "select 1 from bot_leases where guild = ? and epoch = ? and expires_at > now() for share",
    [GUILD, epoch],
  );
  if (rows.length > 0) return;
  throw new Conflict("Another bot acts now, or this one was away too long: this round is over", {
    facts: { word: "old_epoch" },
  });
}
