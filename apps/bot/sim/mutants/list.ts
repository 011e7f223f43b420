/** A safety part taken out of the sync code: the simulator has to notice. */
export interface Mutant {
  name: string;
  file: string;
  from: string;
  to: string;
}

const BOT = "apps/bot/src";
const SYNC = "apps/server/src/sync";
const VISITS = "apps/server/src/visits";
const RECONCILE = "packages/reconcile/src";

export const MUTANTS: readonly Mutant[] = [
  {
    name: "marks in topics are not looked for",
    file: `${BOT}/observe.ts`,
    from: "keyMarkedIn(topic, brief.installation) === textKey",
    to: "false",
  },
  {
    name: "Discord's record of our deeds is not looked at",
    file: `${BOT}/witness.ts`,
    from: "if (candidates.length === 0) return new Map();",
    to: "return new Map();",
  },
  {
    name: "doubles are not repaired",
    file: `${RECONCILE}/plan.ts`,
    from: "!wantedKeys.has(found.key) || foundByKey.get(found.key)?.[0] !== found",
    to: "!wantedKeys.has(found.key)",
  },
  {
    name: "of doubles the unused one stays",
    file: `${BOT}/which-stays.ts`,
    from: "Number(used.has(b)) - Number(used.has(a))",
    to: "Number(used.has(a)) - Number(used.has(b))",
  },
  {
    name: "of doubles the youngest stays",
    file: `${BOT}/which-stays.ts`,
    from: "return (a, b) => Number(used.has(b)) - Number(used.has(a)) || byNumber(a, b);",
    to: "return (a, b) => byNumber(b, a);",
  },
  {
    name: "no settle window",
    file: `${SYNC}/settle.ts`,
    from: "since.getTime() + tx.house.config.settleWindowMs",
    to: "since.getTime()",
  },
  {
    name: "a settle window shorter than a late deed",
    file: `${SYNC}/settle.ts`,
    from: "since.getTime() + tx.house.config.settleWindowMs",
    to: "since.getTime() + 5_000",
  },
  {
    name: "the in-flight mark is not kept after a round",
    file: `${SYNC}/settle.ts`,
    from: "round.inFlight = unanswered ||",
    to: "round.inFlight = false &&",
  },
  {
    name: "the in-flight mark is not set before the first write",
    file: `${SYNC}/brief.ts`,
    from: "inFlight: true,",
    to: "inFlight: false,",
  },
  {
    name: "a cohort is not looked at again after doubt",
    file: `${SYNC}/settle.ts`,
    from: "trouble, isCurrent, uncertain });",
    to: "trouble, isCurrent, uncertain: group ? uncertain : null });",
  },
  {
    name: "no look whether somebody asked meanwhile",
    file: `${SYNC}/plan-next.ts`,
    from: "if (!isCurrent || task.generation > round.generation) {",
    to: "if (round.id < 0) {",
  },
  {
    name: "the lease's epoch is not checked",
    file: `${SYNC}/lease.ts`,
    from: "if (rows.length > 0) return;",
    to: "if (rows.length >= 0) return;",
  },
  {
    name: "reports of rounds that are over are taken",
    file: `${SYNC}/rounds.ts`,
    from: "if (round && round.ending === null && round.epoch === named.epoch) return round;",
    to: "if (round) return round;",
  },
  {
    name: "the bot believes its lease ten times as long",
    file: `${BOT}/lease.ts`,
    from: "until: asked + expiresInMs",
    to: "until: asked + 10 * expiresInMs",
  },
  {
    name: "creates are not told before they begin",
    file: `${RECONCILE}/apply.ts`,
    from: 'if (already === undefined && isCreate(step)) yield { step, result: "began" };',
    to: "",
  },
  {
    name: "channels are closed in a second call",
    file: `${BOT}/kinds/room.ts`,
    from: "permission_overwrites: bornWith(place, spec.carries),",
    to: "permission_overwrites: bornWith(place, spec.carries).filter(({ id }) => id !== place.guildId),",
  },
  {
    name: "categories are closed in a second call",
    file: `${BOT}/kinds/category.ts`,
    from: "permission_overwrites: bornWith(place) }",
    to: "permission_overwrites: [] }",
  },
  {
    name: "messages carry no nonce",
    file: `${BOT}/kinds/message.ts`,
    from: "enforce_nonce: true",
    to: "enforce_nonce: false",
  },
  {
    name: "the welcome carries no nonce",
    file: `${BOT}/kinds/welcome.ts`,
    from: "enforce_nonce: true",
    to: "enforce_nonce: false",
  },
  {
    name: "messages are not looked for in the history",
    file: `${BOT}/observe.ts`,
    from: "?? marked(recent, message.key)[0]?.id",
    to: "?? undefined",
  },
  {
    name: "the welcome is not looked for in the history",
    file: `${BOT}/observe.ts`,
    from: "const welcomes = marked(first, welcomeKey)",
    to: "const welcomes = marked(knownWelcome ? first : [], welcomeKey)",
  },
  {
    name: "access is never taken away",
    file: `${BOT}/kinds/access.ts`,
    from: 'await place.discord.change("DELETE"',
    to: 'if (place.guildId === "") await place.discord.change("DELETE"',
  },
  { name: "the library repeats POSTs three times", file: `${BOT}/rest.ts`, from: "retries: 0,", to: "retries: 3," },
  {
    name: "what a lagging list lacks is not looked for again",
    file: `${BOT}/converge.ts`,
    from: "await lookTwice(discord, brief, await survey(discord, where))",
    to: "await survey(discord, where)",
  },
  {
    name: "an answer that never came counts as a failure",
    file: `${BOT}/troubles.ts`,
    from: 'error.method === "GET" ? "failed" : "ambiguous"',
    to: '"failed"',
  },
  {
    name: "work is acknowledged before it is done",
    file: `${SYNC}/brief.ts`,
    from: 'task.state = "working";',
    to: 'task.state = "settled";',
  },
  {
    name: "dropped rounds are not due again",
    file: `${SYNC}/rounds.ts`,
    from: "for (const { subject } of closed) {",
    to: "for (const { subject } of closed.slice(0, 0)) {",
  },
  {
    name: "members are told of joining though they were told of the group",
    file: "apps/server/src/notifications/tell-group.ts",
    from: "if (member.isTold) {",
    to: "if (member.membershipId < 0) {",
  },
  {
    name: "promotion does not ask whether everything stands",
    file: "apps/server/src/realization/promote.ts",
    from: "!isFullyRealized(infrastructure, membersWithAccess)",
    to: "membersWithAccess < 0",
  },
  {
    name: "promotion does not ask for doubt",
    file: "apps/server/src/realization/promote.ts",
    from: "!isCurrent || isUncertain ||",
    to: "!isCurrent ||",
  },
  {
    name: "a later sync cancels a realize",
    file: `${SYNC}/merge-policy.ts`,
    from: "allowCreate: waiting.allowCreate || asked.allowCreate,",
    to: "allowCreate: asked.allowCreate,",
  },
  {
    name: "what passes is not tried again",
    file: `${SYNC}/what-next.ts`,
    from: 'if (longest) return { kind: "again", trouble: longest };',
    to: 'if (longest) return { kind: "nothing" };',
  },
  {
    name: "a lone voice channel keeps its last leaver",
    file: `${SYNC}/answer-alone.ts`,
    from: "{ $in: [keys.textChannel(groupId), keys.voiceChannel(groupId)] }",
    to: "{ $in: [keys.textChannel(groupId)] }",
  },
  {
    name: "ids of what was made are not written down",
    file: `${SYNC}/record-report.ts`,
    from: "if (id === undefined) return;",
    to: 'if (id === undefined || action === "create") return;',
  },
  {
    name: "pending creates are forgotten with every outcome",
    file: `${SYNC}/record-report.ts`,
    from: 'if (outcome.result === "done" ||',
    to: 'if (outcome.result !== "held" ||',
  },
  {
    name: "a channel opened by hand stays open",
    file: `${BOT}/drift.ts`,
    from: '"visible to everyone", "the bot\'s own access"',
    to: '"the bot\'s own access"',
  },
  {
    name: "a mark taken away is not put back",
    file: `${BOT}/kinds/text-channel.ts`,
    from: 'if (!(state.topic ?? "").includes(spec.mark))',
    to: 'if (spec.mark === "")',
  },
  {
    name: "who comes to the server is not told",
    file: `${BOT}/bot.ts`,
    from: "relay.tellAll([...seen.members.keys()]);",
    to: "relay.tellAll([]);",
  },
  {
    name: "rooms of a lost category stay outside",
    file: `${BOT}/kinds/room.ts`,
    from: 'state.lostCategory ? "lost category" : "category"',
    to: '"category"',
  },
  {
    name: "the welcome keeps the link of a lost event",
    file: `${BOT}/converge.ts`,
    from: "linkFreshEvent(left, wanted, brief.policy.ignore)",
    to: "left",
  },
  {
    name: "everything may be removed at once",
    file: `${BOT}/converge.ts`,
    from: "const SUSPICION = { atMost: 6, share: 0.5 };",
    to: "const SUSPICION = { atMost: 0, share: 0 };",
  },
  {
    name: "the rooms stay open to guests for ever",
    file: "packages/domain/src/visit.ts",
    from: 'now < facts.closesAt ? "open" : "over"',
    to: 'now < facts.closesAt ? "open" : "open"',
  },
  {
    name: "nobody opens to a guest when their days begin",
    file: `${VISITS}/keep.ts`,
    from: "return visit.openedAt === null ? openVisit : null;",
    to: "return null;",
  },
  {
    name: "a guest who takes the visit back keeps the key",
    file: `${VISITS}/end-visit.ts`,
    from: "mayBeIn || toHost ? seen.hostGroupId : null",
    to: "null",
  },
  {
    name: "a visit outlives the stay it hangs on",
    file: "packages/domain/src/visit.ts",
    from: "if (!facts.hasStay)",
    to: "if (facts.hasStay === null)",
  },
];
