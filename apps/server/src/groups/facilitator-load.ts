import { Facilitator } from "@muster/db/entities/facilitator";
import { Membership } from "@muster/db/entities/membership";
import type { EntityManager } from "@muster/db/orm";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";

/** How much somebody leads, over all cohorts, and how much they said they can. */
export interface Load {
  leads: number;
  maxGroups: number;
  certified: boolean;
}

/** By person. Whoever has said nothing about it can lead one group, and needs no certificate. */
export async function loadsOf(em: EntityManager, personIds: readonly number[]): Promise<Map<number, Load>> {
  const said = await em.find(Facilitator, { person: { $in: [...personIds] } });
  const leading = await em.find(Membership, {
    person: { $in: [...personIds] },
    status: "active",
    role: "facilitator",
    group: { status: { $in: [...LIVE_GROUP_STATUSES] } },
  });
  return new Map(
    personIds.map((id) => {
      const own = said.find(({ person }) => person.id === id);
      const leads = leading.filter(({ person }) => person.id === id).length;
      return [id, { leads, maxGroups: own?.maxGroups ?? 1, certified: !own || own.certifiedAt !== null }];
    }),
  );
}
