import type { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { displayName } from "@muster/db/entities/person";
import type { Context } from "../context.ts";

/** Who leads each group, joined by commas; groups without anybody are not among them. */
export async function facilitatorsOf(ctx: Context, groups: readonly Group[]): Promise<Map<number, string>> {
  const ids = groups.map(({ id }) => id);
  const leads = await ctx.em.find(
    Membership,
    { group: { $in: ids }, status: "active", role: "facilitator" },
    { populate: ["person"], orderBy: { id: "asc" } },
  );
  const byGroup = Map.groupBy(leads, ({ group }) => group.id);
  return new Map([...byGroup].map(([id, those]) => [id, those.map(({ person }) => displayName(person)).join(", ")]));
}
