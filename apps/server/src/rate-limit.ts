import type { EntityManager } from "@muster/db/orm";

/** So many calls a minute, and as many at once after a rest. */
export interface Allowance {
  perMinute: number;
}

/** Calls that are counted apart from the rest (reliability 5.4). */
export const ALLOWANCES = {
  call: { perMinute: 120 },
  signIn: { perMinute: 10 },
  join: { perMinute: 10 },
  sync: { perMinute: 6 },
  /** Reading is cheap, and one bell makes a page ask several things again. */
  read: { perMinute: 1_200 },
} as const satisfies Record<string, Allowance>;
export type Limit = keyof typeof ALLOWANCES;

/** Milliseconds to wait until the next call is welcome; 0 when this one is. */
export type TakeToken = (key: string, allowance: Allowance) => Promise<number>;

/** A bucket of tokens in the database, shared by every replica; the database's clock fills it. */
export async function takeSharedToken(em: EntityManager, key: string, { perMinute }: Allowance): Promise<number> {
  const [row] = await em.execute<{ tokens: number }[]>(
    `insert into rate_buckets as bucket (key, tokens, at) values (?, ? - 1, clock_timestamp())
     on conflict (key) do update set
       tokens = greatest(-1, least(?, bucket.tokens + extract(epoch from clock_timestamp() - bucket.at) * ? / 60.0) - 1),
       at = clock_timestamp()
     returning tokens`,
    [key, perMinute, perMinute, perMinute],
  );
  return waitFor(row!.tokens, perMinute);
}

/** The same for what only one process needs to know: reads. */
export function ownTokens(clock: () => Date): TakeToken {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return async (key, { perMinute }) => {
    const now = clock().getTime();
    const bucket = buckets.get(key) ?? { tokens: perMinute, at: now };
    const filled = Math.min(perMinute, bucket.tokens + (Math.max(0, now - bucket.at) / 60_000) * perMinute);
    const tokens = Math.max(-1, filled - 1);
    buckets.delete(key);
    buckets.set(key, { tokens, at: now });
    if (buckets.size > 10_000) buckets.delete(buckets.keys().next().value!);
    return waitFor(tokens, perMinute);
  };
}

/** In whole seconds, as people read it. */
export function waitSentence(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1_000);
  return `That is a lot at once. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
}

const waitFor = (tokens: number, perMinute: number): number =>
  tokens >= 0 ? 0 : Math.ceil((-tokens / perMinute) * 60_000);
