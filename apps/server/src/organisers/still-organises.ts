import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { NotAllowed } from "../refusal.ts";

/**
 * Whether somebody whose role was given here has it now. The row is held until the end of the caller's transaction, so
 * that whoever takes the role away waits for what it still allowed, and nothing is allowed after it was taken (AD-7).
 */
export async function stillOrganises(em: EntityManager, personId: number): Promise<boolean> {
  const rows = await em.execute<unknown[]>("select 1 from organisers where person_id = ? for share", [personId]);
  return rows.length > 0;
}

/** Throws NotAllowed: what was begun with the role is not kept without it. */
export async function refuseFormerOrganiser(em: EntityManager, personId: number): Promise<void> {
  if (!(await stillOrganises(em, personId)))
    throw new NotAllowed("You are no organiser any more, so nothing was changed.");
}

/** Whether what an organiser watches goes on: an open stream ends with the role (AD-7). Others' streams ask nothing here. */
export async function mayGoOn({ viewer, house }: Context): Promise<boolean> {
  return !viewer?.hasGivenRole || stillOrganises(house.orm.em.fork(), viewer.personId);
}
