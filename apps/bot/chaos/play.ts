import { setTimeout as pause } from "node:timers/promises";
import type { EntityManager } from "@muster/db/orm";
import { BOUNDARIES, type Boundary } from "./boundaries.ts";
import type { Stopped } from "./gate.ts";
import { judge, type Findings } from "./judge.ts";
import { act } from "./people.ts";
import type { Town } from "./processes.ts";
import { setScene, snapshotOf, type Scene, type Snapshot } from "./scene.ts";
import type { Act, Schedule, Strike } from "./schedule.ts";
import { InVain, until } from "./until.ts";

export interface Played {
  findings: Findings;
  /** Boundaries at which somebody was really killed. */
  hits: string[];
  /** Strikes whose boundary nobody passed. */
  missed: string[];
}

interface Stage {
  town: Town;
  /** A fresh look at the database, past every gate. */
  em: () => EntityManager;
}

/** One schedule from its first click to the comparison of both worlds. */
export async function play({ town, em }: Stage, schedule: Schedule, organiser: string): Promise<Played> {
  await town.revive();
  const scene = await setScene(em(), town.discord, { ...schedule.cast, organiser });
  const stage = { town, em, scene };
  const played: Played = { findings: [], hits: [], missed: [] };
  try {
    for (const one of schedule.acts) await playAct(stage, one, played);
    const strikes = schedule.acts.flatMap(({ strikes: all }) => all);
    const doubles = strikes.some(({ landsAfterMs }) => landsAfterMs !== null);
    played.findings.push(...(await judge(em(), town, scene, { doubles })));
    played.findings.push(...(await judgeFurtherSync(stage)));
    // What a further sync changed must be as right as what it found.
    if (played.findings.length > 0) played.findings.push(...(await judge(em(), town, scene, { doubles })));
  } catch (error) {
    if (!(error instanceof InVain)) throw error;
    town.gate.disarm();
    played.findings.push(error.message);
  }
  played.findings.push(...town.surprises);
  return played;
}

interface Playing extends Stage {
  scene: Scene;
}

async function playAct(stage: Playing, { deeds, strikes }: Act, played: Played): Promise<void> {
  const { town, scene } = stage;
  const lies = strikes.length > 0 ? lieInWait(town, strikes[0]!) : null;
  const doing = Promise.all(deeds.map((deed) => act(town, scene, deed)));
  // Whoever is struck meanwhile is revived below; a failed deed is told at the end of the act.
  doing.catch(() => undefined);
  for (
    let next = 0, lying = lies;
    lying !== null;
    lying = next < strikes.length ? lieInWait(town, strikes[next]!) : null
  ) {
    const strike = strikes[next++]!;
    const stopped = await Promise.race([lying.struck, doing.then(() => untilQuiet(stage, lying)).then(() => null)]);
    if (stopped === null) {
      town.gate.disarm();
      played.missed.push(strike.boundary);
      continue;
    }
    played.hits.push(strike.boundary);
    await decide(strike, stopped);
    await town.revive();
  }
  await doing;
  await untilQuiet(stage);
}

interface Lying {
  struck: Promise<Stopped>;
  isOver: () => boolean;
  comesUnasked: boolean;
}

function lieInWait(town: Town, { boundary, nth, victims }: Strike): Lying {
  const { promise: struck, resolve } = Promise.withResolvers<Stopped>();
  let over = false;
  town.gate.arm({
    boundary,
    nth,
    strike: (stopped) => {
      for (const victim of victims) town.kill(victim);
      over = true;
      resolve(stopped);
    },
  });
  const { comesUnasked = false } = boundaryOf(boundary);
  return { struck, isOver: () => over, comesUnasked };
}

const boundaryOf = (name: string): Boundary => BOUNDARIES.find((one) => one.name === name)!;

const ENDS: Record<Boundary["edge"], readonly string[]> = {
  "server → database": ["server", "database"],
  "bot → server": ["server", "bot"],
  "bot → Discord": ["bot"],
  "person → server": ["server"],
};

/** What was stopped dies with either of its ends, unless it lands late; between two who live it goes on. */
async function decide({ boundary: name, victims, downMs, landsAfterMs }: Strike, stopped: Stopped): Promise<void> {
  const { edge } = boundaryOf(name);
  const livesOn = !victims.some((victim) => ENDS[edge].includes(victim));
  if (livesOn) stopped.let("goes on");
  else if (landsAfterMs === null) stopped.let("is lost");
  const landing = !livesOn && landsAfterMs !== null && pause(landsAfterMs).then(() => stopped.let("goes on"));
  await Promise.all([landing, pause(downMs)]);
}

/** A bell that nobody heard is rung again after a minute, and the machine may have other things to do. */
const PATIENCE_MS = 150_000;

/** Nothing is due, open or on its way, it is known who is in the guild, and the bot is there. Asked of the database itself. */
async function untilQuiet({ em, scene, town }: Playing, meanwhile?: Lying): Promise<void> {
  const { id } = scene.cohort;
  let quietFor = 0;
  await until(
    "all is quiet",
    async () => {
      if (meanwhile?.isOver()) return true;
      if (town.surprises.length > 0) throw new InVain(town.surprises.join("\n"));
      const here = (await snapshotOf(town.discord)).members.map((member) => member.id).join(",");
      const rows = await em().execute<{ what: string }[]>(RESTLESS, [...Array.from({ length: 6 }, () => id), here]);
      if (meanwhile?.comesUnasked) rows.push({ what: "nobody has come by yet" });
      // Whoever lies in wait for a letter does not leave before the post has gone.
      if (meanwhile) rows.push(...(await em().execute<{ what: string }[]>(LETTERS, [id])));
      quietFor = rows.length === 0 ? quietFor + 1 : 0;
      // Twice in a row: a request that is being written may not be seen yet.
      return quietFor >= 2 || Promise.reject(new Error(rows.map(({ what }) => what).join(", ")));
    },
    PATIENCE_MS,
  );
}

const OF_COHORT =
  "subject in (select 'group:' || id from groups where cohort_id = ? union all select 'cohort:' || ?::text)";
const RESTLESS = `
  select subject || ' is ' || state || coalesce(' until ' || next_at, '') || coalesce(' (' || last_error || ')', '') as what
    from sync_tasks where system = 'discord' and state not in ('settled', 'needs_person', 'set_aside') and ${OF_COHORT}
  union all
  select 'round ' || id || ' of ' || subject || ' is open' from sync_rounds where ending is null and ${OF_COHORT}
  union all
  select n.key || ' is ' || n.status from notifications n join groups g on g.id = n.group_id
    where g.cohort_id = ? and n.channel = 'discord_channel' and n.status = 'due'
  union all
  select 'nobody has told where ' || p.name || ' is' from people p join signups s on s.person_id = p.id
    where s.cohort_id = ? and coalesce(p.in_guild, false) <> (p.discord_id = any(string_to_array(?, ',')))
  union all
  select 'the bot is away' where not exists (select 1 from bot_leases where expires_at > now())`;

const LETTERS = `
  select n.key || ' is ' || n.status as what from notifications n join groups g on g.id = n.group_id
    where g.cohort_id = ? and n.channel = 'email' and n.status = 'due' and coalesce(n.next_at, now()) <= now() + interval '1 minute'`;

/** Everything once more: Discord hears of no change (INV-17). */
async function judgeFurtherSync(stage: Playing): Promise<Findings> {
  const { town, scene } = stage;
  const before = await snapshotOf(town.discord);
  await act(town, scene, { do: "sync" });
  await untilQuiet(stage);
  const after = await snapshotOf(town.discord);
  const changed = Object.entries(changesIn(after)).filter(
    ([route, count]) => count !== (changesIn(before)[route] ?? 0),
  );
  return changed.map(([route]) => `INV-17 a further sync made a changing call: ${route}`);
}

/** Calls that change something, those that only announce the commands left out. */
const changesIn = ({ calls }: Snapshot): Record<string, number> =>
  Object.fromEntries(
    Object.entries(calls.byRoute).filter(
      ([route]) => !route.startsWith("GET ") && !/\/commands$|\/interactions|\/webhooks/.test(route),
    ),
  );
