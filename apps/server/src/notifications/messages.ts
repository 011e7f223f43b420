import { meetingInstants, sameSlot, slotWords, type MeetingSlot } from "@muster/domain/meeting-slot";
import type {
  MeetingChange,
  MeetingTimes,
  MessageOf,
  MessagePayloads,
  TimeChange,
  VisitOff,
} from "@muster/domain/message-kind";
import type { SwapEnding } from "@muster/domain/swap";
import { aheadWords, OFFER_HOURS } from "@muster/domain/waiting";
import { cityOf, wallTimeAt } from "@muster/domain/time-zone";
import { format, longMoment, whenLines, whenShort, written, type Mail, type MailFacts } from "./letter-form.ts";

/** One purpose, one button, and a text that says the same (EM-1, EM-2). Null: this kind is said on Discord only. */
export function mailOf(facts: MailFacts): Mail | null {
  switch (facts.kind) {
    case "group_assigned":
      return assigned(facts);
    case "member_joined":
      return joined(facts);
    case "seat_offered":
      return offered(facts);
    case "line_closed":
      return lineClosed(facts, facts.payload);
    case "swap_offered":
      return swapOffered(facts);
    case "swap_over":
      return swapOver(facts, facts.payload);
    case "put_in_line":
      return putInLine(facts);
    case "hours_asked":
      return hoursAsked(facts, facts.payload);
    case "group_changed":
      return timeChanged(facts, facts.payload);
    case "meeting_moved":
      return meetingMoved(facts, facts.payload);
    case "visit_off":
      return visitOff(facts, facts.payload);
    case "member_left":
    case "guest_coming":
    case "guest_not_coming":
    case "member_visits":
      return null;
  }
}

function assigned(facts: MailFacts): Mail {
  const { groupName, courseTitle, cohortName, numberOfMeetings, facilitator, fellows } = facts;
  const people = [
    ...(facilitator ? [`${facilitator} leads it.`] : []),
    ...(fellows.length > 0 ? [`With you: ${fellows.join(", ")}.`] : []),
  ];
  return written(facts, {
    subject: `Your group: ${groupName}${whenShort(facts)}`,
    lines: [
      `you are in ${groupName} of ${courseTitle} (${cohortName}).`,
      ...whenLines(facts),
      `There ${numberOfMeetings === 1 ? "is one meeting" : `are ${numberOfMeetings} meetings, one each week`}.`,
      ...people,
      ...discordLines(facts),
    ],
  });
}

function joined(facts: MailFacts): Mail {
  const { groupName, courseTitle, cohortName } = facts;
  return written(facts, {
    subject: `You joined ${groupName}${whenShort(facts)}`,
    lines: [
      `you are now in ${groupName} of ${courseTitle} (${cohortName}).`,
      ...whenLines(facts),
      ...discordLines(facts),
    ],
  });
}

function offered(facts: MailFacts & MessageOf<"seat_offered">): Mail {
  const { groupName, courseTitle, cohortName, facilitator, payload } = facts;
  const until = longMoment(new Date(payload.until), facts);
  return written(facts, {
    subject: `A seat in ${groupName}${whenShort(facts)}`,
    lines: [
      `a seat in ${groupName} of ${courseTitle} (${cohortName}) has become free, and you are next in line.`,
      ...whenLines(facts),
      ...(facilitator ? [`${facilitator} leads it.`] : []),
      `It is kept for you until ${until}. After that it goes to the next in line.`,
      "If you have another group in this cohort, taking this seat is a switch. You can say yes or no without signing in.",
    ],
    button: { words: "Answer", path: facts.answerPath ?? "" },
  });
}

function lineClosed(facts: MailFacts, { groups }: MessagePayloads["line_closed"]): Mail {
  const { courseTitle, cohortName } = facts;
  const names = new Intl.ListFormat("en").format(groups);
  return written(facts, {
    subject: `The waiting list of ${names} is closed`,
    lines: [
      `you were in line for ${names} of ${courseTitle} (${cohortName}).`,
      `The organiser gave ${groups.length === 1 ? "that group up before it" : "those groups up before they"} began, so that there is no seat to wait for.`,
      "Your page shows the other groups, and whom to ask if none of them fits.",
    ],
  });
}

function swapOffered(facts: MailFacts & MessageOf<"swap_offered">): Mail {
  const { groupName, courseTitle, cohortName, facilitator, payload } = facts;
  const until = longMoment(new Date(payload.until), facts);
  return written(facts, {
    subject: `Trade places with somebody in ${groupName}?${whenShort(facts)}`,
    lines: [
      `somebody in ${groupName} of ${courseTitle} (${cohortName}) would like your group's time, and you are in line for theirs.`,
      ...whenLines(facts),
      ...(facilitator ? [`${facilitator} leads it.`] : []),
      `If both of you say yes by ${until}, you trade places at once. Until then you both stay where you are.`,
      "You can say yes or no without signing in. Either way you keep your place in the waiting lists until you have another seat.",
    ],
    button: { words: "Answer", path: facts.answerPath ?? "" },
  });
}

/** To both when it is done; otherwise to whoever had said yes, or is moved by it. */
function swapOver(facts: MailFacts, { as, mine, theirs }: MessagePayloads["swap_over"]): Mail {
  const lines = {
    done: [
      `you have traded places: you are in ${theirs} now, and no longer in ${mine}.`,
      ...whenLines(facts),
      "Either of you can undo it for 15 minutes, on the page where you choose a group.",
    ],
    undone: [`the trade of places was undone. You are in ${mine} again, and in line for ${theirs} where you stood.`],
    declined: [
      `the other person does not want to trade places after all. You keep ${mine}, and stay in line for ${theirs}.`,
    ],
    expired: [`the other person did not answer in time. You keep ${mine}, and stay in line for ${theirs}.`],
    off: [`the trade of places is off: something has changed meanwhile. Your page shows where you stand.`],
  } satisfies Record<SwapEnding, string[]>;
  const subjects = {
    done: `You traded places: ${theirs}${whenShort(facts)}`,
    undone: `You are in ${mine} again`,
    declined: `No trade with ${theirs} this time`,
    expired: `No trade with ${theirs} this time`,
    off: `The trade with ${theirs} is off`,
  } satisfies Record<SwapEnding, string>;
  return written(facts, { subject: subjects[as], lines: lines[as] });
}

function putInLine(facts: MailFacts): Mail | null {
  const { groupName, courseTitle, cohortName, line } = facts;
  if (!line) return null;
  return written(facts, {
    subject: `You are in line for ${groupName}${whenShort(facts)}`,
    lines: [
      `${line.by} has put you in line for a seat in ${groupName} of ${courseTitle} (${cohortName}): ${aheadWords(line.ahead)}.`,
      ...whenLines(facts),
      `As soon as a seat is free it is kept for you for ${OFFER_HOURS} hours, and you are asked whether you want it.`,
      "If you do not want to wait for it, leave the line. You need not sign in.",
    ],
    button: { words: "Leave the line", path: facts.answerPath ?? "" },
  });
}

function hoursAsked(facts: MailFacts, { until }: MessagePayloads["hours_asked"]): Mail | null {
  const { courseTitle, cohortName, question, nextMeeting } = facts;
  if (!question) return null;
  return written(facts, {
    subject: `Could you make ${question.hours}?`,
    lines: [
      `${question.by} asks whether you could make ${question.hours} free for ${courseTitle} (${cohortName}).`,
      question.promise,
      ...(nextMeeting ? [`The first of these meetings would be on ${longMoment(nextMeeting, facts)}.`] : []),
      `If you say no, nothing changes. You can answer until ${longMoment(new Date(until), facts)}, without signing in.`,
    ],
    button: { words: "Answer", path: facts.answerPath ?? "" },
  });
}

/** Old and new in the reader's own time, who changed it, and what to do; nothing where it was changed back (EM-7). */
function timeChanged(facts: MailFacts, { from, by }: TimeChange): Mail | null {
  const { groupName, courseTitle, cohortName, slot, timeZone, nextMeeting } = facts;
  if (sameSlot(from, slot)) return null;
  const weekly = (one: MeetingSlot) => {
    if (!nextMeeting) return slotWords(one);
    const date = wallTimeAt(nextMeeting, one.timeZone).date;
    const { startsAt } = meetingInstants(one, date, 1)[0]!;
    return `${format(startsAt, timeZone, { weekday: "long", hour: "2-digit", minute: "2-digit" })} (${cityOf(timeZone)})`;
  };
  return written(facts, {
    subject: `${groupName} meets at another time${whenShort(facts)}`,
    lines: [
      `${groupName} of ${courseTitle} (${cohortName}) meets at another time.`,
      `Before: ${weekly(from)}. Now: ${weekly(slot)}.`,
      ...whenLines(facts),
      `Changed by ${by}.`,
      "If the new time does not suit you, look at your page: it shows other groups, and whom to ask.",
    ],
  });
}

/** Of one meeting alone, old and new in the reader's own time: the group's weekly hour stays. */
function meetingMoved(facts: MailFacts, { number, from, to, by }: MeetingChange): Mail {
  const { groupName, courseTitle, cohortName } = facts;
  const meeting = `meeting ${number} of ${groupName} of ${courseTitle} (${cohortName})`;
  const when = ({ startsAt, lengthMinutes }: MeetingTimes) =>
    `${longMoment(new Date(startsAt), facts)}, for ${lengthMinutes} minutes`;
  if (!to)
    return written(facts, {
      subject: `Meeting ${number} of ${groupName} is cancelled`,
      lines: [
        `${meeting} is cancelled.`,
        `It would have been on ${when(from)}.`,
        ...whenLines(facts),
        `Cancelled by ${by}.`,
      ],
    });
  const change = from.startsAt === to.startsAt ? "has another length" : "is at another time";
  return written(facts, {
    subject: `Meeting ${number} of ${groupName} ${change}`,
    lines: [
      `${meeting} ${change}. The others stay as they are.`,
      `Before: ${when(from)}.`,
      `Now: ${when(to)}.`,
      `Changed by ${by}.`,
    ],
  });
}

/** Only of a visit that others have ended: whoever took it back knows it. */
function visitOff(facts: MailFacts, { number, host, because }: VisitOff): Mail {
  const { groupName, courseTitle, cohortName } = facts;
  const home = `${groupName} expects you at its own meeting ${number} again. If you cannot come, look for another group.`;
  const [why, next] =
    because === "host_ended"
      ? [`${host} has ended`, home]
      : because === "host_moved"
        ? [`${host} has moved that meeting`, home]
        : [
            `you are no longer in ${groupName}`,
            "Your page shows which group you are in now, and where else you can go.",
          ];
  return written(facts, {
    subject: `Your visit to ${host} for meeting ${number} is off`,
    lines: [`your visit to ${host} for meeting ${number} of ${courseTitle} (${cohortName}) is off: ${why}.`, next],
  });
}

function discordLines({ channelUrl, mustJoinServer, inviteUrl, hasDiscord }: MailFacts): string[] {
  if (!hasDiscord) return ["Connect your Discord account in Muster: the group meets there."];
  if (mustJoinServer)
    return [
      inviteUrl
        ? `Join the Discord server with this invitation: ${inviteUrl}`
        : "Join the Discord server: ask your organiser for the invitation.",
      "Your channels open by themselves when you are in.",
    ];
  return channelUrl ? [`Your channel on Discord: ${channelUrl}`] : [];
}
