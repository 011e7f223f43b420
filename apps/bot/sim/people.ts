import type { Signed } from "../../server/src/context.ts";
import { joinGroup } from "../../server/src/groups/join.ts";
import { leaveGroup } from "../../server/src/groups/leave.ts";
import { realizeCohort } from "../../server/src/realization/realize-cohort.ts";
import { Refusal } from "../../server/src/refusal.ts";
import { syncNow } from "../../server/src/sync/sync-now.ts";
import { cancelVisit } from "../../server/src/visits/cancel.ts";
import { visitGroup } from "../../server/src/visits/visit.ts";
import type { Book } from "./book/book.ts";
import { dropStreams } from "./book/door.ts";
import type { Fleet } from "./fleet.ts";
import { touch } from "./hands.ts";
import type { Op } from "./plan.ts";
import { discordIdOf } from "./scene.ts";
import type { Sky } from "./transport.ts";

export interface Stage {
  book: Book;
  sky: Sky;
  fleet: Fleet;
  /** What hands changed: an organiser is asked about it in the end. */
  touched: Set<string>;
}

const MANAGE_ROLES = 1n << 28n;
const RESUME_MS = 2_000;

/** One op of the plan. People who meet a server that is down come again a second later; a refusal is an answer. */
export function act(stage: Stage, op: Op): void {
  const { book, sky, fleet } = stage;
  switch (op.do) {
    case "server-down":
      return book.goDown(op.ms);
    case "start-second-bot":
      return fleet.start("second");
    case "pause-bot":
      return fleet.pause(op.ms);
    case "drop-stream":
      return dropStreams(book);
    case "hours-pass":
      return letPass(stage, op.hours);
    case "guild-join":
    case "guild-leave":
    case "hand":
    case "gateway":
    case "take-permission":
    case "give-permission":
      return onDiscord(stage, op);
    case "realize":
    case "join":
    case "leave":
    case "move":
    case "visit":
    case "cancel-visit":
    case "sync":
    case "poison":
    case "cure":
    case "close":
      if (!book.isUp()) return sky.time.after(1_000, book.owner, `again ${op.do}`, () => act(stage, op));
      book.inBackground(() =>
        atTheServer(book, op).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        }),
      );
  }
}

type OnDiscord = Extract<
  Op,
  { do: "guild-join" | "guild-leave" | "hand" | "gateway" | "take-permission" | "give-permission" }
>;

function onDiscord({ sky, fleet, touched }: Stage, op: OnDiscord): void {
  const { guild } = sky;
  switch (op.do) {
    case "guild-join":
    case "guild-leave": {
      const id = discordIdOf(op.person);
      const joins = op.do === "guild-join";
      if (joins) guild.members.add(id);
      else leave(sky, id);
      if (!op.silent) fleet.hear((reactions) => reactions.onMember(guild.id, id, joins ? "joined" : "left"));
      return;
    }
    case "hand": {
      const key = touch(guild, op.hand, { groupId: op.group + 1, userId: discordIdOf(op.person) });
      if (key !== null) touched.add(key);
      return;
    }
    case "gateway":
      return sky.time.after(RESUME_MS, book0, "gateway", () => fleet.reconnect(op.what === "invalid-session"));
    case "take-permission":
      guild.botPermissions &= ~MANAGE_ROLES;
      return fleet.hear((reactions) => reactions.onRolesChanged());
    case "give-permission":
      guild.botPermissions |= MANAGE_ROLES;
      return fleet.hear((reactions) => reactions.onRolesChanged());
  }
}
const book0 = { dead: false, frozenUntil: 0 };

/** Who leaves the guild keeps an overwrite on Discord, and sees nothing. */
function leave({ guild }: Sky, id: string): void {
  guild.members.delete(id);
}

/** Nothing lasts for hours but quiet: what is on its way arrives, and rounds end, before so much time passes at once. */
function letPass(stage: Stage, hours: number): void {
  const { sky, book } = stage;
  if (isQuiet(stage)) sky.time.pass(hours * 3_600_000);
  else sky.time.after(1_000, book.owner, "hours-pass", () => letPass(stage, hours));
}

/** No round is open and no call is on its way. */
export const isQuiet = ({ book, sky, fleet }: Stage): boolean =>
  book.isUp() &&
  fleet.isWhole() &&
  sky.onTheirWay.size === 0 &&
  book.tables.rounds.every(({ ending }) => ending !== null);

type AtTheServer = Extract<
  Op,
  { do: "realize" | "join" | "leave" | "move" | "visit" | "cancel-visit" | "sync" | "poison" | "cure" | "close" }
>;

async function atTheServer(book: Book, op: Op): Promise<unknown> {
  const ctx = book.carefulCtx();
  const deed = op as AtTheServer;
  switch (deed.do) {
    case "realize":
      return realizeCohort(ctx, { cohortId: 1, reason: "they are" });
    case "join":
    case "move":
      return joinGroup(asPerson(ctx, deed.person), { groupId: deed.group + 1 });
    case "leave":
      return leaveGroup(asPerson(ctx, deed.person), { groupId: deed.group + 1 });
    case "visit":
    case "cancel-visit":
      return visiting(book, deed);
    case "sync":
      return syncNow(ctx, { groupId: deed.group + 1 });
    case "close":
      return book.endGroups(deed.as);
    case "poison":
      book.tables.settings.push({ key: `poison/${deed.group + 1}`, value: true });
      return syncNow(ctx, { groupId: deed.group + 1 });
    case "cure":
      book.tables.settings = book.tables.settings.filter(({ key }) => key !== `poison/${deed.group + 1}`);
  }
}

/** To this group for a meeting of this number, or after all not; whoever has no such choice on their page does nothing. */
async function visiting(book: Book, { do: what, person, group, meeting }: Extract<AtTheServer, { meeting: number }>) {
  const { memberships, meetings, visits } = book.tables;
  const me = asPerson(book.carefulCtx(), person);
  const visit = visits.findLast((one) => one.person.id === person + 1 && one.endedAt === null);
  if (what === "cancel-visit") return visit && cancelVisit(me, { visitId: visit.id });
  const place = memberships.find((one) => one.person.id === person + 1 && one.status === "active");
  const of = (groupId: number) => meetings.find((one) => one.group.id === groupId && one.number === meeting)?.id;
  const [homeMeetingId, hostMeetingId] = [place && of(place.group.id), of(group + 1)];
  if (homeMeetingId && hostMeetingId) await visitGroup(me, { homeMeetingId, hostMeetingId });
}

function asPerson(ctx: ReturnType<Book["ctx"]>, person: number): Signed {
  const personId = person + 1;
  const viewer = {
    personId,
    name: `Person ${personId}`,
    discordId: discordIdOf(person),
    persona: null,
    isOrganiser: false,
    hasGivenRole: false,
    isFacilitator: false,
    sessionId: 1,
  };
  return { ...ctx, viewer, actor: { personId, words: viewer.name } };
}
