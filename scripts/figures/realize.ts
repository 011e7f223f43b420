import { signIn } from "../../apps/web/e2e/api.ts";
import { allActive, schedule } from "../../apps/web/e2e/scheduled.ts";
import { startStack } from "../../apps/web/e2e/stack.ts";
import { until } from "../../apps/web/e2e/until.ts";

/**
 * Prints how many calls to Discord the realization of the demo cohort takes, beside the fewest its API allows: one for the
 * category, and per group two channels with everybody's access in them, one event per meeting, the welcome and its pin. Then
 * the same for comparing every group again (aim: none that changes anything).
 */
interface Calls {
  total: number;
  byRoute: Record<string, number>;
}

await using stack = await startStack();
const api = await signIn(stack.url, "organiser");
const [cohort] = await api.cohorts.list.query();
const cohortId = cohort!.id;
const calls = async () => ((await (await fetch(`${stack.discord}/_sim/snapshot`)).json()) as { calls: Calls }).calls;
const forget = () => fetch(`${stack.discord}/_sim/calls/reset`, { method: "POST" });

function print(what: string, { total, byRoute }: Calls, least: number): void {
  const changing = Object.entries(byRoute).filter(([route]) => !route.startsWith("GET "));
  const sum = changing.reduce((so, [, count]) => so + count, 0);
  console.log(`${what}: ${sum} changing calls (fewest possible: ${least}), ${total - sum} reads`);
  for (const [route, count] of Object.entries(byRoute)) console.log(`  ${String(count).padStart(4)} ${route}`);
}

await schedule(api, cohortId);
const groups = await api.groups.list.query({ cohortId });
const { numberOfMeetings } = await api.cohorts.overview.query({ cohortId });
await until("the bot is there", async () => (await api.cohorts.overview.query({ cohortId })).bot.connected);
await forget();
const began = performance.now();
await api.realization.realize.mutate({ cohortId });
await allActive(api, cohortId);
console.log(`${groups.length} groups active after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
print("realization", await calls(), 1 + groups.length * (4 + numberOfMeetings));

/** When each group was last compared with Discord. */
const checked = async () =>
  (await api.sync.health.query({ cohortId })).groups.map(({ systems }) => {
    const discord = systems.find(({ system }) => system === "discord");
    return { settled: discord?.state === "in_sync", at: discord?.checkedAt?.getTime() ?? 0 };
  });
const before = await checked();
await forget();
await api.sync.syncCohort.mutate({ cohortId });
await until("every group was compared", async () =>
  (await checked()).every(({ settled, at }, index) => settled && at > before[index]!.at),
);
print("comparing again", await calls(), 0);
