import { isInDouble, type Brief, type PersonBrief } from "@muster/domain/brief";
import type { Report, Settle, Trouble as Wire } from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import { apply } from "@muster/reconcile/apply";
import { fingerprint, isWithin, type Reading } from "@muster/reconcile/fingerprint";
import { holdSuspiciousRemovals } from "@muster/reconcile/guard";
import { externalId, key, type Key } from "@muster/reconcile/kind";
import { plan, type Plan, type Step } from "@muster/reconcile/plan";
import { policyOf } from "./allowed.ts";
import { writeTo } from "./converge-person.ts";
import type { Courier } from "./courier.ts";
import { desired } from "./desired.ts";
import { leaveWhatHandsChanged } from "./drift.ts";
import { linkFreshEvent } from "./fresh-link.ts";
import type { Guild } from "./guild.ts";
import { actuators, differs, differsInsideGroup, order, type Family } from "./kinds/family.ts";
import { fullCategories, observe } from "./observe.ts";
import { isEssential } from "./permissions.ts";
import type { Discord } from "./rest.ts";
import type { Server } from "./server.ts";
import { lookTwice } from "./second-look.ts";
import { survey, type Survey } from "./survey.ts";
import { planned, reportOf, type Material } from "./telling.ts";
import { whichStays } from "./which-stays.ts";
import { judge, NotOurTurn, wireTrouble } from "./troubles.ts";

export interface Convergence {
  server: Pick<Server, "brief" | "report" | "settle">;
  discord: Discord;
  /** Which guild, and who the bot is in it. */
  guild: () => Guild;
  epoch: () => number;
  now: () => Date;
  courier: Courier;
}

/** Few removals are ordinary; more than these, and more than half of what stands, need a person's look. */
const SUSPICION = { atMost: 6, share: 0.5 };

/** One round for one subject: what should be true, what is, what must happen, what came of it. Again: ring once more. */
export async function converge(subject: Subject, convergence: Convergence): Promise<{ again: boolean }> {
  const { server } = convergence;
  const brief = await server.brief({ subject, epoch: convergence.epoch() });
  if (!brief) return { again: false };
  let ended: Ended;
  try {
    ended = await round(brief, convergence);
  } catch (error) {
    // The server's word and the lease end a round in silence; a bug of ours is the round's trouble.
    if (error instanceof NotOurTurn || error instanceof ServerSilent) throw error;
    ended = { ending: "gave_up", trouble: { class: "ours", code: "threw", message: String(error).slice(0, 500) } };
  }
  return server.settle({ round: brief.round, epoch: brief.epoch, ...ended });
}

type Ended = Pick<Settle, "ending" | "trouble">;

async function round(brief: Brief | PersonBrief, convergence: Convergence): Promise<Ended> {
  const { server, discord, guild, now, courier } = convergence;
  const tell = async (report: Report) => {
    await server.report(report).catch((cause: unknown) => {
      throw new ServerSilent("The server did not take a report", { cause });
    });
  };
  const where = guild();
  if (!("id" in where)) return { ending: "gave_up", trouble: where.trouble };
  if (brief.about === "person") {
    await writeTo(brief, { discord, courier, tell });
    return { ending: "settled" };
  }
  const looked = await look(brief, { discord, now }, { guildId: where.id, botId: where.botId });
  if ("trouble" in looked) return { ending: "gave_up", trouble: looked.trouble };
  const { material, seen, full } = looked;

  const approval = fingerprint(material.plan, readingOf(brief));
  await tell(planned(brief, material, { fingerprint: approval, facts: seen.facts }));
  if (brief.policy.dryRun) return { ending: "settled" };
  const { approvedFingerprint } = brief.policy;
  if (approvedFingerprint !== null && !isWithin(approvedFingerprint, approval)) return { ending: "plan_changed" };
  const lacking = seen.facts.missingPermissions.filter(isEssential);
  if (lacking.length > 0) return { ending: "gave_up", trouble: missingPermissions(lacking) };

  const { installation } = brief;
  const place = {
    discord,
    guildId: where.id,
    botId: where.botId,
    botPermissions: seen.botPermissions,
    installation,
    full,
  };
  for await (const told of apply<Family>(material.plan, actuators(place), judge))
    await tell(reportOf(brief, told, material));
  return { ending: "settled" };
}

/** The server refused a report or did not answer: nothing more may be done in this round. */
class ServerSilent extends Error {
  override name = "ServerSilent";
}

/** Reads the guild and thinks; a guild that cannot be read is the round's trouble, never a reason to remove anything. */
async function look(
  brief: Brief,
  { discord, now: clock }: Pick<Convergence, "discord" | "now">,
  where: { guildId: string; botId: string },
): Promise<{ material: Material; seen: Survey; full: Set<string> } | { trouble: Wire }> {
  try {
    const seen = await lookTwice(discord, brief, await survey(discord, where));
    // One moment for what is left alone and what is wanted: between two, a meeting about to begin would lose its event.
    const now = clock();
    const found = await observe(discord, brief, { seen, now });
    const byAge = whichStays(seen);
    // Of doubles the one that stays comes last and is the one to link.
    const inOrder = found.filter(({ kind }) => kind === "event").toSorted((a, b) => byAge(b.id, a.id));
    const events = new Map(inOrder.map(({ key, id }) => [key, id as string]));
    const mayPin = !seen.facts.missingPermissions.includes("PIN_MESSAGES");
    const wanted = desired(brief, { present: new Set(seen.members.keys()), events, mayPin, now });
    const remembered = new Map(
      brief.remembered.map(({ key: name, id }): [Key, ReturnType<typeof externalId>] => [key(name), externalId(id)]),
    );
    const next = plan<Family>(wanted, found, {
      order,
      differs: brief.about === "cohort" ? differs : differsInsideGroup,
      remembered,
      policy: policyOf(brief, found),
      byAge,
    });
    const left = leaveWhatHandsChanged(guarded(next, brief), brief);
    const thought = linkFreshEvent(left, wanted, brief.policy.ignore);
    return {
      material: { desired: wanted, found, remembered, plan: thought },
      seen,
      full: fullCategories(brief, seen, found),
    };
  } catch (error) {
    return { trouble: wireTrouble(judge(error).trouble) };
  }
}

/** A group that has ended is emptied on purpose; so is what an organiser named, and a double, which nobody needs. */
function guarded(next: Plan, brief: Brief): Plan {
  const ended = brief.about === "group" && brief.group.status !== "preview" && brief.group.status !== "active";
  if (ended) return next;
  const named = new Set<string>(brief.policy.repair);
  const isMeant = ({ action, key: name }: Step) => action === "delete" && (named.has(name) || isInDouble(name));
  const rest = holdSuspiciousRemovals({ ...next, steps: next.steps.filter((step) => !isMeant(step)) }, SUSPICION);
  return { ...rest, steps: [...rest.steps, ...next.steps.filter(isMeant)] };
}

/**
 * What a person approves: rooms, events and the welcome, by what they are called and when they are. Access and messages
 * go on whatever was approved, and so does what was asked for by name, such as another group's archive; who is named in the
 * welcome may change meanwhile.
 */
const readingOf = ({ policy }: Brief): Reading => ({
  counts: ({ kind, key: name }) => kind !== "access" && kind !== "message" && !policy.repair.includes(name),
  essence: (spec: object) => {
    const { label, startsAt } = spec as { label?: string; startsAt?: Date };
    return { label, startsAt };
  },
});

const missingPermissions = (names: readonly string[]): Wire => ({
  class: "needs_person",
  code: "missing_permissions",
  message: `The bot lacks ${names.join(", ")}. Give its role what is missing in the server settings.`,
});
