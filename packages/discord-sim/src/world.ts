import type {
  AuditEntry,
  Channel,
  Command,
  DirectChannel,
  GuildFacts,
  Invite,
  Member,
  Message,
  Role,
  ScheduledEvent,
  User,
} from "./guild.ts";
import type { Journal } from "./journal.ts";
import { everyoneCanView } from "./permissions.ts";
import { makeSnowflakes } from "./snowflake.ts";

export type Collections = {
  facts: Map<string, GuildFacts>;
  users: Map<string, User>;
  members: Map<string, Member>;
  roles: Map<string, Role>;
  channels: Map<string, Channel>;
  directChannels: Map<string, DirectChannel>;
  messages: Map<string, Message>;
  events: Map<string, ScheduledEvent>;
  commands: Map<string, Command>;
  audit: Map<string, AuditEntry>;
  invites: Map<string, Invite>;
};
type Name = keyof Collections;
type Value<N extends Name> = Collections[N] extends Map<string, infer V> ? V : never;
/** Put a value under its id, or drop it (`null`). */
export type Change = { [N in Name]: [N, string, Value<N> | null] }[Name];

/** One thing that happened to the guild, kept for ever: also what was made twice and removed again can be seen here. */
export type Effect = {
  n: number;
  at: string;
  by: string;
  did: string;
  id: string;
  name: string | null;
  reason: string | null;
  /** For a channel: whether a plain member could see it from this moment on. */
  everyoneCanView?: boolean;
  detail?: Record<string, unknown>;
};
export type Deed = {
  by: string;
  did: string;
  id: string;
  name?: string | null;
  reason?: string | null;
  detail?: Record<string, unknown>;
  changes: Change[];
  /** Gateway dispatches that follow, in order. */
  tell?: Dispatch[];
  /** The audit log's entry for it, without id, author and reason. */
  audit?: Pick<AuditEntry, "action_type" | "target_id"> & Partial<Pick<AuditEntry, "changes" | "options">>;
};
export type Dispatch = {
  type: string;
  data: object;
  /** Only this session's user should hear it; unset: everybody. */ intents: number;
};

type Line = { changes: Change[]; effect: Effect } | { state: [Name, [string, unknown][]][]; effects: Effect[] };

/** The guild and everything that may happen to it. All reading goes through `state`, all writing through `commit`. */
export type World = {
  state: Collections;
  effects: Effect[];
  clock: () => number;
  nextId: () => string;
  commit: (deed: Deed) => Effect;
  /** The guild as it was at an instant (ms) of the last minute: what a lagging read sees. */
  asOf: (instant: number) => Collections;
  onDispatch: (listener: (dispatch: Dispatch) => void) => void;
  onEffect: (listener: (effect: Effect) => void) => () => void;
  close: () => void;
};

const empty = (): Collections => ({
  facts: new Map(),
  users: new Map(),
  members: new Map(),
  roles: new Map(),
  channels: new Map(),
  directChannels: new Map(),
  messages: new Map(),
  events: new Map(),
  commands: new Map(),
  audit: new Map(),
  invites: new Map(),
});

function write(state: Collections, [name, id, value]: readonly [Name, string, unknown]): void {
  const map = state[name] as Map<string, unknown>;
  if (value === null) map.delete(id);
  else map.set(id, value);
}

function replay(lines: readonly unknown[]): { state: Collections; effects: Effect[] } {
  const state = empty();
  const effects: Effect[] = [];
  for (const line of lines as Line[]) {
    if ("state" in line) {
      for (const [name, entries] of line.state) for (const [id, value] of entries) write(state, [name, id, value]);
      effects.push(...line.effects);
    } else {
      for (const change of line.changes) write(state, change);
      effects.push(line.effect);
    }
  }
  return { state, effects };
}

const newest = (state: Collections, effects: readonly Effect[]): bigint => {
  let last = 0n;
  for (const map of Object.values(state))
    for (const id of map.keys()) if (/^\d+$/.test(id) && BigInt(id) > last) last = BigInt(id);
  for (const { id } of effects) if (/^\d+$/.test(id) && BigInt(id) > last) last = BigInt(id);
  return last;
};

const MEMORY_MS = 60_000;

/** Opens the world a journal tells of, after writing the journal down shorter. Ids go on above every id ever given. */
export function openWorld(journal: Journal, clock: () => number): World {
  const { state, effects } = replay(journal.lines);
  journal.replace({ state: Object.entries(state).map(([name, map]) => [name, [...map]]), effects });
  const nextId = makeSnowflakes(clock, newest(state, effects));
  const past: { at: number; undo: readonly [Name, string, unknown][] }[] = [];
  const listeners: ((dispatch: Dispatch) => void)[] = [];
  const watchers = new Set<(effect: Effect) => void>();

  function commit(deed: Deed): Effect {
    const changes: Change[] = [...deed.changes];
    const id = deed.audit ? nextId() : null;
    if (deed.audit && id)
      changes.push([
        "audit",
        id,
        { changes: [], options: null, ...deed.audit, id, user_id: deed.by, reason: deed.reason ?? null },
      ]);
    const undo = changes.map(([name, key]): [Name, string, unknown] => [name, key, state[name].get(key) ?? null]);
    for (const change of changes) write(state, change);
    const effect = describe(deed);
    journal.append({ changes, effect } satisfies Line);
    effects.push(effect);
    const now = clock();
    past.push({ at: now, undo: undo.toReversed() });
    while (past[0] && past[0].at < now - MEMORY_MS) past.shift();
    for (const dispatch of deed.tell ?? []) for (const listener of listeners) listener(dispatch);
    for (const watcher of watchers) watcher(effect);
    return effect;
  }

  function describe(deed: Deed): Effect {
    const facts = state.facts.get("guild");
    const channel = state.channels.get(deed.id);
    return {
      n: effects.length + 1,
      at: new Date(clock()).toISOString(),
      by: deed.by,
      did: deed.did,
      id: deed.id,
      name: deed.name ?? null,
      reason: deed.reason ?? null,
      ...(channel && facts && { everyoneCanView: everyoneCanView({ guild: facts, ...state }, channel) }),
      ...(deed.detail && { detail: deed.detail }),
    };
  }

  return {
    state,
    effects,
    clock,
    nextId,
    commit,
    asOf: (instant) => {
      const copy = empty();
      for (const [name, map] of Object.entries(state))
        for (const [id, value] of map) write(copy, [name as Name, id, value]);
      for (const { at, undo } of past.toReversed()) if (at > instant) for (const change of undo) write(copy, change);
      return copy;
    },
    onDispatch: (listener) => void listeners.push(listener),
    onEffect: (listener) => {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
    close: () => journal.close(),
  };
}
