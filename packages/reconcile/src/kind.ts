/** Our own name for a thing that should stand somewhere else, stable for ever, e.g. `group:12/text-channel`. */
export type Key = string & { readonly __brand: "Key" };
export const key = (name: string): Key => name as Key;

/** The name the outside world gave it, e.g. a Discord snowflake. */
export type ExternalId = string & { readonly __brand: "ExternalId" };
export const externalId = (id: string): ExternalId => id as ExternalId;

/** A superfluous double has a name of its own: the plain one is that of the thing that stays. */
export const keyOfDouble = (name: Key, id: ExternalId): Key => key(`${name}/double-${id}`);

/** A family of kinds: for each, what we ask for (`spec`) and what we can see (`state`). */
export type Kinds = Record<string, { spec: object; state: object }>;
export type KindName<K extends Kinds> = keyof K & string;

export type Wanted<K extends Kinds> = {
  [N in KindName<K>]: {
    kind: N;
    key: Key;
    spec: K[N]["spec"];
    /** It cannot be made yet, and this is why: it is told as *waiting* and never tried. */
    waitsFor?: string;
  };
}[KindName<K>];

export type Found<K extends Kinds> = {
  [N in KindName<K>]: {
    kind: N;
    key: Key;
    id: ExternalId;
    state: K[N]["state"];
    /** People have left something in it. */
    precious?: boolean;
  };
}[KindName<K>];

export interface Difference {
  field: string;
  from: unknown;
  to: unknown;
}

/** The pure half of a kind: how what we see falls short of what we asked for. */
export type Differ<Spec, State> = (spec: Spec, state: State) => Iterable<Difference>;
export type Differs<K extends Kinds> = { [N in KindName<K>]: Differ<K[N]["spec"], K[N]["state"]> };
