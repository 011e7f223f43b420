import type { Brief } from "@muster/domain/brief";
import { key, type Found } from "@muster/reconcile/kind";
import {
  all,
  everything,
  neverCreate,
  neverDeleteUsed,
  neverRecreate,
  over,
  repairing,
  type Policy,
} from "@muster/reconcile/policy";
import { isLive } from "./desired.ts";
import type { Family } from "./kinds/family.ts";

/**
 * What this round may do without asking a person (round 2). A dry run is planned under the same policy and then not
 * carried out, so that one sees what approving it would do.
 *
 *   making channels, events, welcome | when creating is allowed and the group lives; events of active groups always
 *   remaking what was taken away     | only what an organiser asked to have mended
 *   removing a double that was used  | the same
 *   access, messages                 | always; a role let in by hand is shown, not sent away
 *   what an organiser chose to ignore| stays as it is
 */
export function policyOf(brief: Brief, found: readonly Found<Family>[]): Policy {
  const { allowCreate, repair, ignore } = brief.policy;
  const mayMake = allowCreate && (brief.about === "cohort" || isLive(brief));
  const topsUp = brief.about === "group" && brief.group.status === "active";
  const rooms = ["category", "text-channel", "voice-channel", "welcome"];
  const roles = new Set(
    found.filter((thing) => thing.kind === "access" && thing.state.whose === "role").map(({ key }) => key),
  );
  const ignored = new Set(ignore);

  const governed = all(
    neverDeleteUsed,
    over(topsUp ? rooms : [...rooms, "event"], mayMake ? everything : neverCreate),
    over([...rooms, "event"], neverRecreate),
    (step) => !(step.action === "delete" && roles.has(step.key)),
  );
  return all(
    repairing(new Set(repair.map(key)), governed),
    // A group's round looks for its category and never makes it: that is the cohort's own round.
    over(brief.about === "group" ? ["category"] : [], neverCreate),
    (step) => step.action === "keep" || step.kind === "access" || !ignored.has(step.key),
  );
}
