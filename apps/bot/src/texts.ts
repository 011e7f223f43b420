import { formatSlot, slotWords, weekMinuteOf } from "@muster/domain/meeting-slot";
import {
  INSTANT_MARKS,
  type BriefLetter,
  type BriefMeeting,
  type BriefMember,
  type BriefMessage,
  type GroupBrief,
} from "@muster/domain/brief";
import type { MeetingChange, MeetingTimes, TimeChange, VisitOff } from "@muster/domain/message-kind";
import { wallTimeAt } from "@muster/domain/time-zone";
import { withMark } from "./mark.ts";

/** Discord's lengths for what is said. */
export const LIMITS = {
  content: 2_000,
  title: 256,
  description: 4_096,
  footer: 2_048,
  all: 6_000,
  event: 1_000,
} as const;

/** A message as it is sent and edited. Nobody is mentioned but those named here (DC-11). */
export interface Said {
  content: string;
  embeds: { title?: string; description: string; footer?: { text: string }; color?: number }[];
  allowed_mentions: { parse: []; users: string[] };
}

const VIOLET = 0x6d5ae6;

/** A person's words inside ours: no formatting, no mention, no link, no line, heading, quote or list of their own. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\*_~`|<>#[\]]/g, "\\$&")
    .replace(/^(\d*)([-.])(?= )/, "$1\\$2")
    .replaceAll("@", "@\u200b")
    .replaceAll("://", ":\u200b//")
    .replace(/\bdiscord(?=\.(gg|com)\b)/gi, "$&\u200b");

/**
 * The one splitting function: lines packed into as few texts as fit, none longer than `longest`; a line is never torn
 * unless it alone is too long.
 */
export function split(lines: readonly string[], longest: number): string[] {
  const texts: string[] = [];
  for (const line of lines.flatMap((line) => tear(line, longest))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= longest) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}

function tear(line: string, longest: number): string[] {
  if (line.length <= longest) return [line];
  const pieces = [""];
  for (const letter of line) {
    if (pieces.at(-1)!.length + letter.length > longest) pieces.push("");
    pieces[pieces.length - 1] += letter;
  }
  return pieces;
}

/** The first of the texts, with a word about the rest. */
export function firstOf(lines: readonly string[], longest: number): string {
  const [whole = "", ...rest] = split(lines, longest);
  if (rest.length === 0) return whole;
  const room = longest - "\n… and 9999 more".length;
  const kept = split(lines, room)[0]!.split("\n").length;
  return `${split(lines, room)[0]!}\n… and ${lines.length - kept} more`;
}

export const stamp = (instant: Date, style: "F" | "R" = "F"): string =>
  `<t:${Math.floor(instant.getTime() / 1000)}:${style}>`;

/** Weekday and time where somebody lives: `Wed 15:00, Kathmandu`. */
export function localTime(instant: Date, timeZone: string): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" });
  return `${time.format(instant).replace(",", "")}, ${timeZone.split("/").at(-1)!.replaceAll("_", " ")}`;
}

const mention = (member: { discordId: string | null; name: string }, present: ReadonlySet<string>): string =>
  member.discordId !== null && present.has(member.discordId) ? `<@${member.discordId}>` : plain(member.name);

const idsHere = (people: readonly { discordId: string | null }[], present: ReadonlySet<string>): string[] =>
  people.flatMap(({ discordId }) => (discordId !== null && present.has(discordId) ? [discordId] : []));

/** A sentence and, behind it, as many of those it calls without naming them as one message takes. Nobody else is pinged. */
function calling(sentence: string, ids: readonly string[]): Pick<Said, "content" | "allowed_mentions"> {
  const behind = ids.map((id) => `<@${id}>`).filter((mentioned) => !sentence.includes(mentioned));
  const content = split([sentence, ...behind], LIMITS.content)[0]!.replaceAll("\n", " ");
  return { content, allowed_mentions: { parse: [], users: ids.filter((id) => content.includes(`<@${id}>`)) } };
}

/** What a group reads first (R10, R22, DC-12). Those who are not in the server yet stand there by name. */
export function welcome(
  brief: GroupBrief,
  present: ReadonlySet<string>,
  mark: string,
): (eventUrl: string | undefined) => Said {
  const { group, members, course, cohort } = brief;
  const first = firstAtThisTime(brief);
  const when = first
    ? `${first.number === 1 ? "First meeting" : `Meeting ${first.number}`} ${stamp(first.startsAt)}, then every week at the same time (${plain(formatSlot(group.slot))}, ${plain(group.slot.timeZone)})`
    : `Every ${plain(formatSlot(group.slot))} (${plain(group.slot.timeZone)})`;
  const after = (eventUrl: string | undefined) => [
    "",
    `**When**`,
    when,
    brief.numberOfMeetings === 1 ? "1 meeting in all" : `${brief.numberOfMeetings} meetings in all`,
    ...(eventUrl === undefined
      ? []
      : [`[${first?.number === 1 ? "The first meeting's" : "This meeting's"} event](${eventUrl})`]),
    "",
    "**First steps**",
    "1. Say hello here and tell the others where you are",
    "2. Mark yourself as interested in the meetings, so that Discord reminds you",
    `3. Look at [your page](${brief.homeUrl}): dates in your own time, and what to do when a time does not suit you`,
    "",
    "Questions are welcome here at any time.",
  ];
  return (eventUrl) => {
    const tail = after(eventUrl).join("\n");
    const people = ["**Who**", ...members.map((member) => memberLine(member, first?.startsAt, present))];
    const head = `**Course** ${plain(course.title)}\n**Cohort** ${plain(cohort.name)}\n`;
    const { content, allowed_mentions } = calling(`Welcome to **${plain(group.name)}**!`, idsHere(members, present));
    const room = LIMITS.description - tail.length - head.length - 2;
    return {
      content,
      embeds: [
        {
          title: [...group.name].slice(0, LIMITS.title).join(""),
          description: `${head}\n${firstOf(people, room)}\n${tail}`,
          footer: { text: mark },
          color: VIOLET,
        },
      ],
      allowed_mentions,
    };
  };
}

/**
 * The meeting from which on the group meets at its time of today: the first, unless that was held at an earlier one. It
 * stays the same while time passes, so that a welcome is edited for a change and for nothing else.
 */
export function firstAtThisTime({ meetings, group }: GroupBrief): BriefMeeting | undefined {
  const inOrder = meetings.toSorted((a, b) => a.number - b.number);
  const [first] = inOrder;
  const isAtThisTime = ({ startsAt }: BriefMeeting) =>
    wallTimeAt(startsAt, group.slot.timeZone).minuteOfWeek === weekMinuteOf(group.slot);
  if (!first || first.event !== "past" || isAtThisTime(first)) return first;
  return inOrder.find((meeting) => meeting.event !== "cancelled" && isAtThisTime(meeting)) ?? first;
}

function memberLine(member: BriefMember, first: Date | undefined, present: ReadonlySet<string>): string {
  const badge = member.role === "facilitator" ? " · **Facilitator**" : "";
  const local = first && member.timeZone ? ` · ${plain(localTime(first, member.timeZone))}` : "";
  return `• ${mention(member, present)}${badge}${local}`;
}

/** What the channel is told, once each. */
export function announcement(
  message: BriefMessage,
  { brief, present }: { brief: GroupBrief; present: ReadonlySet<string> },
  mark: string,
): Said {
  const who = mention(message.about, present);
  return {
    ...calling(sentenceOf(message, who, brief), idsHere(calledBy(message, brief), present)),
    embeds: [{ description: `[Your page](${brief.homeUrl})`, footer: { text: mark } }],
  };
}

/** When the group meets is everybody's business. */
export const isAboutTimes = ({ kind }: Pick<BriefMessage, "kind">): boolean =>
  kind === "group_changed" || kind === "meeting_moved";

/** Who is pinged: the one who comes, or whose visit was lost; everybody in the server whose group meets at another time. */
function calledBy(message: BriefMessage, { members }: GroupBrief): readonly { discordId: string | null }[] {
  if (isAboutWhomItCalls(message)) return [message.about];
  return isAboutTimes(message) ? members : [];
}

/** Whoever took their visit back knows it; whoever lost it by the host's doing is called. */
function isAboutWhomItCalls(message: BriefMessage): boolean {
  if (message.kind === "member_joined" || message.kind === "guest_coming") return true;
  return message.kind === "visit_off" && message.payload.because.startsWith("host_");
}

function sentenceOf(message: BriefMessage, who: string, brief: GroupBrief): string {
  switch (message.kind) {
    case "member_joined":
      return `${who} has joined the group. Say hello!`;
    case "member_left":
      return `${plain(message.about.name)} has left the group.`;
    case "meeting_moved":
      return meetingMoved(message.payload);
    case "group_changed":
      return timeChanged(message.payload, brief);
    case "guest_coming": {
      const { number, startsAt } = message.payload;
      return `${who} joins this week as a guest, for meeting ${number} on ${stamp(new Date(startsAt))}. Say hello!`;
    }
    case "guest_not_coming":
      return `${plain(message.about.name)} does not come to meeting ${message.payload.number} after all. Until another time!`;
    case "member_visits":
      return `${plain(message.about.name)} visits ${plain(message.payload.host)} for meeting ${message.payload.number}, and is back here for the next one.`;
    case "visit_off":
      return visitOff(message.payload, { who, name: plain(message.about.name) });
  }
}

function visitOff({ number, host, because }: VisitOff, { who, name }: { who: string; name: string }): string {
  const group = plain(host);
  const yours = `${who}, your visit to ${group} for meeting ${number} is off`;
  switch (because) {
    case "host_ended":
      return `${yours}: ${group} has ended. Your page shows where else you can go.`;
    case "host_moved":
      return `${yours}: ${group} has moved that meeting. Your page shows where else you can go.`;
    case "cancelled":
    case "stay_ended":
    case "joined_host":
      return `${name} does not visit ${group} for meeting ${number} after all.`;
  }
}

/** One meeting, old → new, in everybody's own time. */
function meetingMoved({ number, from, to }: MeetingChange): string {
  const when = ({ startsAt, lengthMinutes }: MeetingTimes) => `${stamp(new Date(startsAt))} (${lengthMinutes} minutes)`;
  if (!to) return `Meeting ${number} on ${when(from)} is cancelled.`;
  if (to.startsAt === from.startsAt)
    return `Meeting ${number} on ${stamp(new Date(to.startsAt))} lasts **${to.lengthMinutes} minutes** instead of ${from.lengthMinutes}.`;
  return `Meeting ${number} has moved: ${when(from)} → **${when(to)}**.`;
}

/** Old → new in the group's own time, and the next date in everybody's (DC-12). */
function timeChanged({ from }: TimeChange, { group, meetings }: GroupBrief): string {
  const ahead = meetings.filter(({ event }) => event === "wanted" || event === "beyond_horizon");
  const next = ahead.toSorted((a, b) => a.number - b.number)[0];
  const when = next ? ` The next meeting is ${stamp(next.startsAt)} (${stamp(next.startsAt, "R")}).` : "";
  return `Time changed: ${plain(slotWords(from))} → **${plain(slotWords(group.slot))}**.${when}`;
}

/** Addresses of ours and of Discord's stay links; whatever else looks like one is somebody's name. */
const LINK = /^https:\/\/(discord\.com\/(channels|invite)\/|discord\.gg\/)[\w/-]+$/;
const MARKED = new RegExp(`(${INSTANT_MARKS.source})`, "g");

const wordsOf = (line: string): string =>
  line
    .split(/\s+/)
    .map((word) => (LINK.test(word) ? word : plain(word)))
    .join(" ")
    .replace(
      MARKED,
      (_whole, _mark, instant: string) => `${stamp(new Date(instant))} (${stamp(new Date(instant), "R")})`,
    );

/** What one person asked to be told: as the letter says it, instants shown in their own zone (EM-1). */
export function directMessage({ subject, lines, link }: BriefLetter, mark: string): Said {
  const content = [`**${plain(subject)}**`, ...lines.map(wordsOf)];
  return {
    content: firstOf(content, LIMITS.content),
    embeds: [{ description: `[${link.words}](${link.url})`, footer: { text: mark } }],
    allowed_mentions: { parse: [], users: [] },
  };
}

/** What an event says, with our mark at its end. */
export const eventDescription = (brief: GroupBrief, number: number, mark: string): string =>
  withMark(
    `Meeting ${number} of ${brief.numberOfMeetings} of ${brief.group.name} (${brief.course.title}, ${brief.cohort.name}). ${brief.homeUrl}`,
    mark,
    LIMITS.event,
  );
