import type { EntityManager } from "../orm.ts";

export type SeatClaim = "claimed" | "full" | "not_live" | "no_such_group";

/**
 * Locks the group's row and says whether it has a seat nobody holds or is offered; call it inside a transaction and insert the membership
 * before it commits (the seat is counted by that insert). Two people who claim the last seat wait for each other, and
 * the second reads "full" (DB-1). Claim several groups in ascending order of id (DB-14).
 */
export async function claimSeat(em: EntityManager, groupId: number): Promise<SeatClaim> {
  const [locked] = await em.execute<{ status: string }[]>("select status from groups where id = ? for update", [
    groupId,
  ]);
  if (!locked) return "no_such_group";
  if (locked.status !== "preview" && locked.status !== "active") return "not_live";
  const free = await em.execute<unknown[]>(
    `select from groups join cohorts cohort on cohort.id = groups.cohort_id
     where groups.id = ? and groups.taken + groups.offered < coalesce(groups.max_size, cohort.max_size)`,
    [groupId],
  );
  return free.length > 0 ? "claimed" : "full";
}
