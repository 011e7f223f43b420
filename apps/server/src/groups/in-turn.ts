import type { House } from "../house.ts";

const queues = new WeakMap<House, Map<number, Promise<unknown>>>();

/**
 * One after the other for each group, within this process: a crowd that clicks on one seat waits here, where waiting costs
 * nothing, instead of each with a connection at the group's row. The row's lock stays the truth between processes (DB-1).
 */
export function inTurn<T>(house: House, groupId: number, work: () => Promise<T>): Promise<T> {
  const ofHouse = queues.get(house) ?? new Map<number, Promise<unknown>>();
  queues.set(house, ofHouse);
  const before = ofHouse.get(groupId);
  const mine = before ? before.then(work, work) : work();
  const last = mine
    .catch(() => undefined)
    .then(() => {
      if (ofHouse.get(groupId) === last) ofHouse.delete(groupId);
    });
  ofHouse.set(groupId, last);
  return mine;
}
