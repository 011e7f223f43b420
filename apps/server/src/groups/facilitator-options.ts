import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { displayName } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import { FITS, type Fit } from "@muster/domain/availability";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { loadsOf } from "./facilitator-load.ts";
import { fitOfDates } from "./fit.ts";
import { clashesWith, commitmentsOf, datesOfGroups, nameFor } from "./group-dates.ts";
import { versionOf } from "./group-version.ts";

export interface FacilitatorOption {
  personId: number;
  name: string;
  timeZone: string | null;
  /** Leads this group now. */
  isCurrent: boolean;
  fit: Fit;
  /** `Not in your times on 2 of 8 dates`, about them. */
  fitSentence: string;
  /** Live groups they lead now, over all cohorts, and how many they said they can. */
  leads: number;
  maxGroups: number;
  certified: boolean;
  /** Names of groups that want them at the same time. */
  clashes: string[];
}

export interface FacilitatorOptions {
  groupId: number;
  version: number;
  options: FacilitatorOption[];
}

/** Everybody who signed up to facilitate, the best first: free, with room for one more, certified, least busy (GR-5). */
export async function facilitatorOptions(ctx: Context, { groupId }: { groupId: number }): Promise<FacilitatorOptions> {
  const group = await ctx.em.findOne(Group, groupId, { populate: ["cohort"] });
  if (!group) throw new NotFound("There is no such group.");
  const now = ctx.clock();
  const signups = await ctx.em.find(
    Signup,
    { cohort: group.cohort.id, role: "facilitator", person: { deletedAt: null } },
    { populate: ["person"] },
  );
  const ids = signups.map(({ person }) => person.id);
  const dates = (await datesOfGroups(ctx.em, [group], now)).get(groupId) ?? [];
  const [commitments, loads] = [await commitmentsOf(ctx.em, ids, now), await loadsOf(ctx.em, ids)];
  const current = await ctx.em.find(Membership, { group: groupId, status: "active", role: "facilitator" });
  const options = signups.map(({ person }): FacilitatorOption => ({
    personId: person.id,
    name: displayName(person),
    timeZone: person.timeZone,
    isCurrent: current.some((one) => one.person.id === person.id),
    ...fitOfDates(person, dates),
    ...loads.get(person.id)!,
    clashes: clashesWith(dates, commitments.get(person.id) ?? [], [groupId]).map((other) =>
      nameFor(other, group.cohort.id),
    ),
  }));
  return { groupId, version: await versionOf(ctx.em, groupId), options: options.toSorted(bestFirst) };
}

/** Whoever leads it already needs no further room. */
const hasRoom = ({ isCurrent, leads, maxGroups }: FacilitatorOption): boolean => isCurrent || leads < maxGroups;

const bestFirst = (a: FacilitatorOption, b: FacilitatorOption): number =>
  Number(a.clashes.length > 0) - Number(b.clashes.length > 0) ||
  FITS.indexOf(a.fit) - FITS.indexOf(b.fit) ||
  Number(hasRoom(b)) - Number(hasRoom(a)) ||
  Number(b.certified) - Number(a.certified) ||
  a.leads - b.leads ||
  a.name.localeCompare(b.name);
