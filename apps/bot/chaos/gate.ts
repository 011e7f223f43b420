import { BOUNDARIES, type Boundary, type Moment } from "./boundaries.ts";

/** What becomes of the thing that stands at the boundary once its fate is decided. */
export type Fate = "goes on" | "is lost";

/** A message that was stopped at a boundary. Everything else goes on around it. */
export interface Stopped {
  let: (fate: Fate) => void;
}

/** Every message between the processes passes here; one at most is stopped, at the n-th passing of one boundary. */
export interface Gate {
  /** Called by whoever carries a message. Undefined: it may go on at once. */
  meet: (moment: Moment) => Promise<Fate> | undefined;
  /**
   * From now on: stop the n-th that passes this boundary. `strike` is called in the same moment, before anything else
   * can happen; what it does is done exactly there.
   */
  arm: (aim: { boundary: string; nth: number; strike: (stopped: Stopped) => void }) => void;
  /** Nobody lies in wait any more. */
  disarm: () => void;
  /** How often each boundary was passed, stopped or not. */
  passed: ReadonlyMap<string, number>;
}

interface Aim {
  boundary: Boundary;
  left: number;
  strike: (stopped: Stopped) => void;
}

export function openGate(boundaries: readonly Boundary[] = BOUNDARIES): Gate {
  const passed = new Map<string, number>(boundaries.map(({ name }) => [name, 0]));
  let aim: Aim | null = null;

  return {
    passed,
    disarm: () => void (aim = null),
    arm({ boundary: name, nth, strike }) {
      const boundary = boundaries.find((one) => one.name === name);
      if (!boundary) throw new Error(`There is no boundary called "${name}"`);
      aim = { boundary, left: nth, strike };
    },
    meet(moment) {
      let struck: Aim | null = null;
      for (const boundary of boundaries) {
        if (boundary.edge !== moment.edge || boundary.when !== moment.when || !boundary.is(moment as never)) continue;
        passed.set(boundary.name, passed.get(boundary.name)! + 1);
        if (aim?.boundary === boundary && --aim.left === 0) struck = aim;
      }
      if (!struck) return undefined;
      aim = null;
      const { promise, resolve } = Promise.withResolvers<Fate>();
      struck.strike({ let: resolve });
      return promise;
    },
  };
}
