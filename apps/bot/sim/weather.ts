import type { Fault, Kill, Plan } from "./plan.ts";

/** What goes wrong, and where: each fault and kill strikes once, at its address. */
export interface Weather {
  /** Counts one doing of this operation, and says what strikes it. */
  meet: (operation: string, subject: string | null) => { fault: Fault | undefined; kill: Kill | undefined };
  /** From now on the sky is clear. */
  clear: () => void;
  /** Which operations were done, how often: an address can be aimed at any of them. */
  met: ReadonlyMap<string, number>;
  struck: ReadonlySet<Fault | Kill>;
}

export function weatherOf({ faults, kills }: Pick<Plan, "faults" | "kills">): Weather {
  const met = new Map<string, number>();
  const struck = new Set<Fault | Kill>();
  let isClear = false;

  const count = (name: string): number => {
    const next = (met.get(name) ?? 0) + 1;
    met.set(name, next);
    return next;
  };
  const strike = <T extends Fault | Kill>(all: readonly T[], is: (one: T) => boolean): T | undefined => {
    const found = all.find((one) => !struck.has(one) && is(one));
    if (found) struck.add(found);
    return found;
  };

  return {
    met,
    struck,
    clear: () => (isClear = true),
    meet(operation, subject) {
      const inAll = count(operation);
      const ofSubject = subject === null ? 0 : count(`${operation} ${subject}`);
      if (isClear) return { fault: undefined, kill: undefined };
      const here = (one: Fault | Kill) =>
        one.operation === operation &&
        (one.subject === null ? one.nth === inAll : one.subject === subject && one.nth === ofSubject);
      return { fault: strike(faults, here), kill: strike(kills, here) };
    },
  };
}
