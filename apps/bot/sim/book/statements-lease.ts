import type { BotHealth } from "@muster/domain/report";
import type { LeaseRow } from "./rows.ts";
import type { Known, Memory } from "./statements.ts";

/** The SQL of lease.ts: whoever holds it renews it, whoever comes after it lapsed takes it with the next epoch. */
export const LEASE: Known = [
  ["insert into bot_leases", take],
  [
    "select greatest(0, extract(epoch from expires_at - now()) * 1000)::float8 as ms from bot_leases",
    ({ tables, now }) => tables.leases.map(({ expiresAt }) => ({ ms: Math.max(0, expiresAt - now().getTime()) })),
  ],
  [
    "update sync_tasks set state = 'due', next_at = null where system = 'discord' and state = 'needs_person'",
    ({ tables }) => {
      const woken = tables.tasks.filter(({ system, state }) => system === "discord" && state === "needs_person");
      for (const task of woken) Object.assign(task, { state: "due", nextAt: null });
      return woken.map(({ subject }) => ({ subject }));
    },
  ],
  [
    "select expires_at > now() as live, epoch, health, updated_at from bot_leases",
    ({ tables, now }) =>
      tables.leases.map(({ expiresAt, epoch, health }) => ({
        live: expiresAt > now().getTime(),
        epoch: String(epoch),
        health,
        updated_at: now(),
      })),
  ],
  [
    "select 1 from bot_leases where guild = ? and epoch = ? and expires_at > now() for share",
    ({ tables, now }, [, epoch]) =>
      tables.leases.filter((lease) => lease.epoch === epoch && lease.expiresAt > now().getTime()),
  ],
];

function take({ tables, now, nextId }: Memory, [guild, holder, seconds, health]: readonly unknown[]): object[] {
  const at = now().getTime();
  const expiresAt = at + (seconds as number) * 1_000;
  const said = JSON.parse(health as string) as BotHealth;
  const lease = tables.leases[0];
  if (!lease) {
    tables.leases.push({ id: nextId(), guild, holder, epoch: 1, expiresAt, health: said } as LeaseRow);
    return [{ epoch: "1" }];
  }
  const isLive = lease.expiresAt > at;
  if (isLive && lease.holder !== holder) return [];
  const epoch = isLive ? lease.epoch : lease.epoch + 1;
  // A new object, since what was read before the statement must stay as it was read.
  tables.leases[0] = { ...lease, holder: holder as string, epoch, expiresAt, health: said };
  return [{ epoch: String(epoch) }];
}
