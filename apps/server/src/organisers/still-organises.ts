import type { EntityManager } from "@muster/db/orm";
import { sessionStands } from "../account/session.ts";
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

/** Whether what somebody watches goes on: an open stream ends with their session (BR-8), and with a given role (AD-7). */
export async function mayGoOn({ viewer, house, clock }: Pick<Context, "viewer" | "house" | "clock">): Promise<boolean> {
  if (!viewer) return true;
  const em = house.orm.em.fork();
  if (!(await sessionStands(em, viewer.sessionId, clock()))) return false;
  return !viewer.hasGivenRole || stillOrganises(em, viewer.personId);
}
