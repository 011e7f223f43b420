import type { Signup } from "@muster/db/entities/signup";
import { displayName } from "@muster/db/entities/person";
import type { Loaded } from "@muster/db/orm";
import { isAway } from "@muster/domain/signup";
import { Conflict } from "../refusal.ts";

/** Nobody is given a seat while they have paused, come to a later cohort instead (JS-13), or are left out by an organiser. */
export function refuseAway(signup: Loaded<Signup, "person">): void {
  if (signup.leftOutAt)
    throw new Conflict(`${displayName(signup.person)} is left out of the runs. Bring them back first.`);
  if (!isAway(signup)) return;
  const how = signup.deferredTo ? "comes to a later cohort instead" : "has paused";
  throw new Conflict(`${displayName(signup.person)} ${how}. They take part again when they come back themselves.`);
}
