import type { Signup } from "@muster/db/entities/signup";
import { displayName } from "@muster/db/entities/person";
import type { Loaded } from "@muster/db/orm";
import { isAway } from "@muster/domain/signup";
import { Conflict } from "../refusal.ts";

/** Nobody is given a seat while they have paused or come to a later cohort instead (JS-13). */
export function refuseAway(signup: Loaded<Signup, "person">): void {
  if (!isAway(signup)) return;
  const how = signup.deferredTo ? "comes to a later cohort instead" : "has paused";
  throw new Conflict(`${displayName(signup.person)} ${how}. They take part again when they come back themselves.`);
}
