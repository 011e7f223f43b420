import { createHash } from "node:crypto";
import {
  keys,
  type Brief,
  type BriefGuest,
  type BriefMeeting,
  type BriefMember,
  type CohortBrief,
  type GroupBrief,
} from "@muster/domain/brief";
import { key, type Key, type Wanted } from "@muster/reconcile/kind";
import type { Family } from "./kinds/family.ts";
import { IN_TEXT, IN_VOICE, MOST_OVERWRITES, READ_ONLY, type Carried } from "./kinds/privacy.ts";
import { markOf } from "./mark.ts";
import { categoryName, channelName, eventName, voiceName } from "./names.ts";
import { announcement, eventDescription, firstAtThisTime, isAboutTimes, welcome } from "./texts.ts";

/** What the desire depends on beside the brief. */
export interface Circumstances {
  /** Discord ids of who is in the guild, from REST. */
  present: ReadonlySet<string>;
  /** Ids of events that stand already, by key: the welcome links the first. */
  events: ReadonlyMap<Key, string>;
  mayPin: boolean;
  now: Date;
}

/** A brief in course words, as Discord things: the only place that speaks both languages. */
export function desired(brief: Brief, circumstances: Circumstances): Wanted<Family>[] {
  return brief.about === "cohort" ? categoriesOf(brief) : thingsOf(brief, circumstances);
}

function categoriesOf(brief: CohortBrief): Wanted<Family>[] {
  return brief.categories.map(({ key }) => category(brief, key));
}

function category(brief: Brief, name: string): Wanted<Family> {
  const label = categoryName(brief.course.title, brief.cohort.name, name);
  return { kind: "category", key: key(name), spec: { label, name: label, mark: markOf(brief.installation, name) } };
}

export const isLive = ({ group }: GroupBrief): boolean => group.status === "preview" || group.status === "active";

/** Who is expected in a group's rooms now: its members, and while it lives its guests. */
export const peopleIn = (brief: GroupBrief): (BriefMember | BriefGuest)[] => [
  ...brief.members,
  ...(isLive(brief) ? brief.guests : []),
];

function thingsOf(brief: GroupBrief, circumstances: Circumstances): Wanted<Family>[] {
  const ours = category(brief, brief.categoryKey);
  const rooms = roomsOf(brief, circumstances, ours.spec.label);
  const access = [...accessTo(brief, circumstances, "text"), ...accessTo(brief, circumstances, "voice")];
  if (!isLive(brief)) return [ours, ...rooms, ...access];
  return [
    ours,
    ...rooms,
    ...access,
    ...eventsOf(brief, circumstances.now),
    welcomeOf(brief, circumstances),
    ...messagesOf(brief, circumstances),
  ];
}

function roomsOf(brief: GroupBrief, circumstances: Circumstances, categoryLabel: string): Wanted<Family>[] {
  const { group, installation } = brief;
  const room = (name: string, roomKey: string, channel: "text" | "voice") => ({
    label: channel === "text" ? `#${name}` : name,
    name,
    categoryKey: key(brief.categoryKey),
    categoryName: categoryLabel,
    mark: markOf(installation, roomKey),
    carries: carriedInto(brief, circumstances, channel),
  });
  const [text, voice] = [keys.textChannel(group.id), keys.voiceChannel(group.id)];
  return [
    { kind: "text-channel", key: key(text), spec: room(channelName(group.name), text, "text") },
    { kind: "voice-channel", key: key(voice), spec: room(voiceName(group.name), voice, "voice") },
  ];
}

/** Only people confirmed in the guild go into a create call; two places in it are the bot's and everyone's. */
function carriedInto(brief: GroupBrief, circumstances: Circumstances, channel: "text" | "voice"): Carried[] {
  return accessTo(brief, circumstances, channel)
    .filter(({ waitsFor }) => waitsFor === undefined)
    .slice(0, MOST_OVERWRITES - 2)
    .map(({ key, spec }) => ({ key, discordId: spec.discordId, allow: spec.allow }));
}

type WantedAccess = Extract<Wanted<Family>, { kind: "access" }>;

/**
 * Who sees which channel, by the state of the group:
 *
 *   preview, active    | members write and speak, and so do guests while they are expected
 *   completed          | members read the text channel
 *   merged, cancelled  | nobody
 */
function accessTo(brief: GroupBrief, { present }: Circumstances, channel: "text" | "voice"): WantedAccess[] {
  const allow = allowedIn(brief, channel);
  if (allow === undefined) return [];
  const people = peopleIn(brief).filter(({ discordId }) => discordId !== null);
  return people.map((person) => {
    const discordId = person.discordId!;
    const channelKey = channel === "text" ? keys.textChannel(brief.group.id) : keys.voiceChannel(brief.group.id);
    return {
      kind: "access",
      key: key(keys.access(brief.group.id, channel, discordId)),
      spec: { label: person.name, discordId, channelKey: key(channelKey), allow },
      ...(present.has(discordId) ? {} : { waitsFor: "not in the Discord server yet" }),
    };
  });
}

function allowedIn({ group }: GroupBrief, channel: "text" | "voice"): bigint | undefined {
  switch (group.status) {
    case "preview":
    case "active":
      return channel === "text" ? IN_TEXT : IN_VOICE;
    case "completed":
      return channel === "text" ? READ_ONLY : undefined;
    case "merged":
    case "cancelled":
      return undefined;
  }
}

/** Whether its event is kept in step: Discord refuses one that begins in the past, and a minute is left for the call. */
export const isShown = ({ event, startsAt }: BriefMeeting, now: Date): boolean =>
  event === "wanted" && startsAt.getTime() > now.getTime() + 60_000;

function eventsOf(brief: GroupBrief, now: Date): Wanted<Family>[] {
  return brief.meetings
    .filter((meeting) => isShown(meeting, now))
    .map((meeting) => {
      const name = keys.event(brief.group.id, meeting.id);
      const mark = markOf(brief.installation, name);
      const label = eventName(brief.group.name, meeting.number);
      return {
        kind: "event",
        key: key(name),
        spec: {
          label,
          name: label,
          description: eventDescription(brief, meeting.number, mark),
          startsAt: meeting.startsAt,
          endsAt: meeting.endsAt,
          voiceKey: key(keys.voiceChannel(brief.group.id)),
          mark,
        },
      };
    });
}

function welcomeOf(brief: GroupBrief, { present, events, mayPin }: Circumstances): Wanted<Family> {
  const name = keys.welcome(brief.group.id);
  const first = firstAtThisTime(brief);
  const eventKey = first && key(keys.event(brief.group.id, first.id));
  const plainText = JSON.stringify(welcome(brief, present, "")(undefined));
  const digest = shortHash(plainText);
  return {
    kind: "welcome",
    key: key(name),
    spec: {
      label: "Welcome message",
      textKey: key(keys.textChannel(brief.group.id)),
      eventKey,
      eventId: eventKey && events.get(eventKey),
      digest,
      nonce: shortHash(markOf(brief.installation, name)),
      say: welcome(brief, present, `${markOf(brief.installation, name)} ${digest}`),
      pin: mayPin,
    },
  };
}

function messagesOf(brief: GroupBrief, { present }: Circumstances): Wanted<Family>[] {
  return brief.messages.map((message) => ({
    kind: "message",
    key: key(message.key),
    spec: {
      label: isAboutTimes(message) ? "Message about a change of time" : `Message about ${message.about.name}`,
      textKey: key(keys.textChannel(brief.group.id)),
      nonce: message.nonce,
      said: announcement(message, { brief, present }, markOf(brief.installation, message.key)),
    },
  }));
}

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);
