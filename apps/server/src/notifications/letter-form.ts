import { instantMark } from "@muster/domain/brief";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import type { MessageOf } from "@muster/domain/message-kind";
import { cityOf } from "@muster/domain/time-zone";

export interface Mail {
  subject: string;
  text: string;
  html: string;
  /** Where letters like this one are switched off; null for those that nobody can decline. */
  unsubscribeUrl: string | null;
  /** The sentences alone and the one way on, for whoever writes the same elsewhere. */
  lines: readonly string[];
  button: { words: string; url: string };
}

/** Everything a mail says, resolved by id at the moment of sending (NO-9). Instants are written in the reader's zone. */
export type MailFacts = Circumstances & MessageOf;

interface Circumstances {
  /** The reader's. */
  name: string;
  timeZone: string;
  groupName: string;
  courseTitle: string;
  cohortName: string;
  numberOfMeetings: number;
  /** When the group meets now. */
  slot: MeetingSlot;
  /** Null when none lies ahead. */
  nextMeeting: Date | null;
  facilitator: string | null;
  fellows: readonly string[];
  /** Where the group lives on Discord; null while it is not there. */
  channelUrl: string | null;
  /** The reader's account is known to Discord and is not in the server yet. */
  mustJoinServer: boolean;
  /** Where one enters it; null where only the organiser knows. */
  inviteUrl: string | null;
  hasDiscord: boolean;
  homeUrl: string;
  /** Where the one thing asked of the reader is answered, below the app's address; only for kinds that ask something. */
  answerPath?: string | undefined;
  /** The line somebody was put in: by whom, and how many come before them. */
  line?: { by: string; ahead: number } | undefined;
  /** What somebody is asked about their hours: by whom, which, and what a yes does. */
  question?: { by: string; hours: string; promise: string } | undefined;
  /** Where letters like this one are switched off, without signing in. */
  unsubscribeUrl?: string | undefined;
  /** Instants stay marks where every reader sees them in their own zone anyway: in a direct message (EM-1). */
  instants?: "marks" | undefined;
}

export function whenShort({ nextMeeting, timeZone, instants }: MailFacts): string {
  if (!nextMeeting || instants === "marks") return "";
  const time = format(nextMeeting, timeZone, { weekday: "long", hour: "2-digit", minute: "2-digit" });
  return ` – ${time} (${cityOf(timeZone)})`;
}

export function whenLines({ nextMeeting, timeZone, instants }: MailFacts): string[] {
  if (!nextMeeting) return [];
  return [`The next meeting is on ${longMoment(nextMeeting, { timeZone, instants })}.`];
}

/** "Tuesday, 6 October 2026 at 18:00, Berlin time (Tue 16:00 UTC)", or a mark where the reader's own zone is known anyway. */
export function longMoment(at: Date, { timeZone, instants }: Pick<MailFacts, "timeZone" | "instants">): string {
  if (instants === "marks") return instantMark(at);
  const there = format(at, timeZone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const utc = format(at, "UTC", { weekday: "short", hour: "2-digit", minute: "2-digit" });
  return `${there}, ${cityOf(timeZone)} time (${utc} UTC)`;
}

export const format = (at: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone, hourCycle: "h23" }).format(at);

interface Letter {
  subject: string;
  lines: string[];
  /** The one button: what it says and where it leads below the app's address. */
  button?: { words: string; path: string };
}

const TO_THE_GROUP = { words: "See your group", path: "" };

export function written(
  { name, homeUrl, unsubscribeUrl }: MailFacts,
  { subject, lines, button = TO_THE_GROUP }: Letter,
): Mail {
  const url = `${homeUrl}${button.path}`;
  const foot = unsubscribeUrl ? ["", `No more letters like this one: ${unsubscribeUrl}`] : [];
  const text = [`Hello ${name},`, "", ...lines, "", `${button.words}: ${url}`, "", "Muster", ...foot].join("\n");
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n");
  const html = [
    `<!doctype html><html lang="en"><body style="font-family:sans-serif;max-width:600px">`,
    `<p>Hello ${escapeHtml(name)},</p>`,
    paragraphs,
    `<p><a href="${escapeHtml(url)}">${escapeHtml(button.words)}</a></p>`,
    `<p>Muster</p>`,
    ...(unsubscribeUrl
      ? [`<p style="font-size:12px"><a href="${escapeHtml(unsubscribeUrl)}">No more letters like this one</a></p>`]
      : []),
    `</body></html>`,
  ].join("\n");
  return {
    subject: oneLine(subject),
    text,
    html,
    unsubscribeUrl: unsubscribeUrl ?? null,
    lines,
    button: { words: button.words, url },
  };
}

/** Names are other people's words. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A header is one line, whatever somebody called their group. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 200);
