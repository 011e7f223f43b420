import type { Actuators, Created } from "../src/apply.ts";
import { key, type ExternalId, type Found, type Key, type Wanted } from "../src/kind.ts";
import { changed } from "../src/differs.ts";
import type { Judge } from "../src/trouble.ts";

export interface BoxSpec {
  name: string;
  mark: Key;
}
export interface CardSpec {
  name: string;
  mark: Key;
  box: Key;
  /** Pins to be stuck in while the card is made: no call of their own. */
  carries?: readonly { key: Key; name: string }[];
}
export interface PinSpec {
  name: string;
  card: Key;
}
export type Toy = {
  box: { spec: BoxSpec; state: { name: string } };
  card: { spec: CardSpec; state: { name: string; boxId: ExternalId | undefined } };
  pin: { spec: PinSpec; state: { name: string } };
};

export const order = ["box", "card", "pin"] as const;

export const differs = {
  *box(spec: BoxSpec, state: { name: string }) {
    yield* changed("name", state.name, spec.name);
  },
  *card(spec: CardSpec, state: { name: string; boxId: ExternalId | undefined }) {
    yield* changed("name", state.name, spec.name);
    if (state.boxId === undefined) yield* changed("box", undefined, spec.box);
  },
  *pin(spec: PinSpec, state: { name: string }) {
    yield* changed("name", state.name, spec.name);
  },
};

/**
 * What becomes of one call. `refused`: nothing happens, and we are told. `lost`: it happens, and the answer never
 * comes. `late`: the answer never comes and it happens after the round.
 */
export type Weather = "fine" | "refused" | "lost" | "late";

export interface Thing {
  id: ExternalId;
  kind: keyof Toy;
  key: Key;
  name: string;
  inside?: ExternalId;
  precious?: boolean;
}

class Refused extends Error {}
class NoAnswer extends Error {}
class Gone extends Error {}

export const judge: Judge = (error) => ({
  result: error instanceof NoAnswer ? "ambiguous" : error instanceof Gone ? "gone" : "failed",
  trouble: { sort: "passing", code: (error as Error).constructor.name, message: String(error) },
});

/** Boxes with cards with pins, where every call meets the weather of the moment. Its things are the oracle's only source. */
export class ToyWorld {
  readonly things = new Map<ExternalId, Thing>();
  /** Every call that wanted to change something, whatever came of it. */
  readonly calls: string[] = [];
  weather: () => Weather;
  #next = 1;
  #late: (() => void)[] = [];

  constructor(weather: () => Weather = () => "fine") {
    this.weather = weather;
  }

  /** What was under way when its answer got lost happens now. */
  settleLate(): void {
    for (const effect of this.#late.splice(0)) effect();
  }

  observe = (): Found<Toy>[] => [...this.things.values()].map(asFound);

  /** Something made by other hands, or by ours in a life we forgot. */
  put(thing: Omit<Thing, "id">): ExternalId {
    const id = String(this.#next++) as ExternalId;
    this.things.set(id, { ...thing, id });
    return id;
  }

  actuators: Actuators<Toy> = {
    box: {
      create: (spec) => this.#call("create box", () => this.put({ kind: "box", key: spec.mark, name: spec.name })),
      update: (id, { spec }) => this.#rename(id, spec.name),
      delete: (id) => this.#remove(id),
    },
    card: {
      create: (spec, resolve) => {
        const inside = resolve(spec.box);
        return this.#call("create card", () => this.#putCard(spec, inside));
      },
      update: (id, { spec }, resolve) => {
        const inside = resolve(spec.box);
        return this.#call("update card", () => this.#change(id, { name: spec.name, inside }));
      },
      delete: (id) => this.#remove(id),
    },
    pin: {
      create: async (spec, resolve) => {
        const inside = resolve(spec.card);
        const pin = { kind: "pin" as const, key: pinKey(spec.card, spec.name), name: spec.name, inside };
        // Sticking the same pin twice is the same as once, as with Discord's overwrites.
        const before = [...this.things.values()].find((thing) => thing.key === pin.key && thing.inside === inside);
        return this.#call("create pin", () => before?.id ?? this.put(pin));
      },
      update: (id, { spec }) => this.#rename(id, spec.name),
      delete: (id) => this.#remove(id),
    },
  };

  #putCard(spec: CardSpec, inside: ExternalId): Created {
    const id = this.put({ kind: "card", key: spec.mark, name: spec.name, inside });
    const pins = (spec.carries ?? []).map(
      (pin) => [pin.key, this.put({ kind: "pin", key: pin.key, name: pin.name, inside: id })] as const,
    );
    return { id, carried: new Map(pins) };
  }

  #change(id: ExternalId, to: Partial<Thing>): void {
    const thing = this.things.get(id);
    if (!thing) throw new Gone(id);
    this.things.set(id, { ...thing, ...to });
  }

  #rename = (id: ExternalId, name: string) => this.#call("rename", () => this.#change(id, { name }));

  /** What stood inside falls out and stays. */
  #remove = (id: ExternalId) =>
    this.#call("remove", () => {
      if (!this.things.delete(id)) throw new Gone(id);
    });

  async #call<T>(name: string, effect: () => T): Promise<T> {
    this.calls.push(name);
    const weather = this.weather();
    if (weather === "refused") throw new Refused(name);
    if (weather === "late") this.#late.push(() => ignoreGone(effect));
    if (weather === "lost") ignoreGone(effect);
    if (weather !== "fine") throw new NoAnswer(name);
    return effect();
  }
}

export const pinKey = (card: Key, name: string): Key => key(`${card}/${name}`);

function asFound({ id, kind, key, name, inside, precious = false }: Thing): Found<Toy> {
  return kind === "card"
    ? { kind, key, id, precious, state: { name, boxId: inside } }
    : { kind, key, id, precious, state: { name } };
}

function ignoreGone(effect: () => unknown): void {
  try {
    effect();
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
}

/** A box, its cards and their pins, as one wants them. */
export function wanted(cards: readonly { slot: number; name: string; pins: readonly string[] }[]): Wanted<Toy>[] {
  const box = key("box");
  return [
    { kind: "box", key: box, spec: { name: "box", mark: box } },
    ...cards.map(({ slot, name, pins }): Wanted<Toy> => {
      const mark = key(`card:${slot}`);
      const carries = pins.map((pin) => ({ key: pinKey(mark, pin), name: pin }));
      return { kind: "card", key: mark, spec: { name, mark, box, carries } };
    }),
    ...cards.flatMap(({ slot, pins }) =>
      pins.map((name): Wanted<Toy> => {
        const card = key(`card:${slot}`);
        return { kind: "pin", key: pinKey(card, name), spec: { name, card } };
      }),
    ),
  ];
}
