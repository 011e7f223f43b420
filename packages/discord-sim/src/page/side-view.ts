import type { Snapshot } from "../control/snapshot.ts";
import { signed, words } from "./channel-view.ts";
import { escapeHtml } from "./html.ts";
import { timeTag } from "./markdown.ts";
import { messageBody, namesIn } from "./message-view.ts";

const EVENTS_SHOWN = 8;

/** Events that are not over, nearest first; the distant ones folded. */
export function eventsView(snapshot: Snapshot): string {
  const names = namesIn(snapshot);
  const open = snapshot.events
    .filter(({ status }) => status === "scheduled" || status === "active")
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const items = open.map((event) => {
    const place = event.channelId ? names.channel(event.channelId) : (event.location ?? "");
    const interest = event.interested.length > 0 ? ` · ${event.interested.length} interested` : "";
    return `<li><strong>${escapeHtml(event.name)}</strong><span>${timeTag(event.start, "F")}</span><span class="quiet">${escapeHtml(place)}${event.status === "active" ? " · going on" : ""}${interest}</span></li>`;
  });
  const over = snapshot.events.length - open.length;
  const later = items.slice(EVENTS_SHOWN);
  const folded =
    later.length === 0
      ? ""
      : `<details data-key="later-events"><summary>${later.length} later</summary><ol class="list">${later.join("")}</ol></details>`;
  return `<h2>Scheduled events <span class="count">${open.length}</span></h2><ol class="list">${items.slice(0, EVENTS_SHOWN).join("") || '<li class="quiet">None yet.</li>'}</ol>${folded}${over > 0 ? `<p class="quiet">${over} completed or cancelled</p>` : ""}`;
}

/** Everybody known, with the one button each of them has. */
export function peopleView({ users, members, guild, bot }: Snapshot): string {
  const people = users.filter(({ id }) => id !== bot.userId);
  const row = ({ id, globalName, username, inGuild }: Snapshot["users"][number]): string => {
    const name = escapeHtml(globalName ?? username);
    const deed = inGuild ? { leave: id } : { join: id };
    const label = inGuild ? "leaves" : "joins the server";
    const button =
      id === guild.ownerId
        ? '<span class="quiet">owner</span>'
        : `<button type="button" data-post="/_sim/members" data-body="${escapeHtml(JSON.stringify(deed))}" data-key="person-${id}" aria-label="${name} ${label}">${label}</button>`;
    return `<li><span>${name} <span class="quiet">${escapeHtml(username)}</span></span>${button}</li>`;
  };
  const absent = people.filter(({ inGuild }) => !inGuild);
  const present = people.filter(({ inGuild }) => inGuild);
  return `<h2>Members <span class="count">${members.length - 1}</span></h2>
<h3>Not on the server yet (${absent.length})</h3><ul class="people-list" data-filtered>${absent.map(row).join("") || '<li class="quiet">Everybody known is here.</li>'}</ul>
<h3>On the server (${present.length})</h3><ul class="people-list" data-filtered>${present.map(row).join("")}</ul>`;
}

/** The last commands people ran and what came back, newest first. */
export function answersView(snapshot: Snapshot): string {
  const names = namesIn(snapshot);
  const latest = snapshot.interactions
    .filter(({ kind }) => kind !== "autocomplete")
    .slice(-4)
    .toReversed();
  const items = latest.map(({ name, kind, userId, deferred, acknowledged, answers }) => {
    const shown = new Map(answers.filter(({ did }) => did !== "delete").map((answer) => [answer.messageId, answer]));
    const gone = new Set(answers.filter(({ did }) => did === "delete").map(({ messageId }) => messageId));
    const bodies = [...shown.values()]
      .filter(({ messageId }) => !gone.has(messageId))
      .map((answer) => {
        const mark = answer.ephemeral ? '<p class="quiet">only this person sees it</p>' : "";
        return `<div class="answer">${mark}${messageBody(answer, names, answer.messageId ?? undefined) || '<p class="quiet">thinking…</p>'}</div>`;
      });
    const state = acknowledged
      ? deferred
        ? `deferred, ${answers.length - 1} further answers`
        : "answered at once"
      : "no answer yet";
    const title = kind === "component" ? `pressed “${escapeHtml(name)}”` : `/${escapeHtml(name)}`;
    return `<li><p class="by"><strong>${title}</strong> ${escapeHtml(names.user(userId))} <span class="quiet">${state}</span></p>${bodies.join("")}</li>`;
  });
  return `<h3>Answers</h3><ol class="list" aria-live="polite">${items.join("") || '<li class="quiet">No command has been run.</li>'}</ol>`;
}

/** What the bot did, newest first, in sentences. */
export function deedsView(snapshot: Snapshot): string {
  const deeds = snapshot.effects.filter(({ by }) => by === snapshot.bot.userId);
  const items = deeds
    .slice(-80)
    .toReversed()
    .map((effect) => `<li>${timeTag(effect.at, "T")} <span>${escapeHtml(sentence(snapshot, effect))}</span></li>`);
  const { changing, total } = snapshot.calls;
  return `<h2>What the bot did <span class="count">${deeds.length}</span></h2><p class="quiet">${total} calls since the simulator started, ${changing} of them changing something</p><ol class="deeds" tabindex="0" aria-label="Latest first">${items.join("") || "<li>Nothing yet.</li>"}</ol>`;
}

type Effect = Snapshot["effects"][number];
const KIND = { 0: "text channel", 2: "voice channel", 4: "category" } as Record<number, string>;

function sentence(snapshot: Snapshot, { did, id, name, detail = {}, everyoneCanView, reason }: Effect): string {
  const names = namesIn(snapshot);
  const channelOf = (channelId: unknown): string => {
    const direct = snapshot.directChannels.find(({ id: each }) => each === channelId);
    return direct ? `a direct message to ${names.user(direct.recipientId)}` : names.channel(String(channelId));
  };
  const command = detail["command"] as string | null | undefined;
  const because = reason ? ` (${reason})` : "";
  const overwrite = detail["overwrite"] as { id: string; type: number } | undefined;
  const whom = overwrite ? (overwrite.type === 1 ? names.user(overwrite.id) : names.role(overwrite.id)) : "";
  switch (did) {
    case "channel.create":
      return `created the ${everyoneCanView === false ? "private " : ""}${KIND[Number(detail["type"])] ?? "channel"} ${name}${because}`;
    case "channel.edit":
      return `changed ${Object.keys(detail).map(words).join(", ")} of ${name}${because}`;
    case "channel.delete":
      return `deleted the ${KIND[Number(detail["type"])] ?? "channel"} ${name}${because}`;
    case "overwrite.put":
      return `set what ${whom} may do in ${name}${because}`;
    case "overwrite.delete":
      return `removed what was set for ${whom} in ${name}${because}`;
    case "message.create":
      if (command) return `answered /${command}`;
      return detail["type"] === 6
        ? `said in ${channelOf(detail["channel_id"])} that it pinned a message`
        : `wrote in ${channelOf(detail["channel_id"])}`;
    case "message.edit":
      return command ? `went on answering /${command}` : `edited a message in ${channelOf(detail["channel_id"])}`;
    case "message.delete":
      return `deleted a message in ${channelOf(detail["channel_id"])}`;
    case "pin.put":
      return `pinned a message in ${channelOf(detail["channel_id"])}`;
    case "event.create":
      return `scheduled “${name}”${because}`;
    case "event.edit":
      return `changed the event “${name}”${because}`;
    case "event.delete":
      return `removed the event “${name}”${because}`;
    case "direct.create":
      return `opened a conversation with ${name}`;
    case "command.put":
      return `registered its commands: ${(detail["names"] as string[] | undefined)?.map((n) => `/${n}`).join(" ") || "none"}`;
    default:
      return `${did} ${name ?? id}${because}`;
  }
}

/** The form with which one speaks to the bot as somebody. */
export function commandForm({ members, commands, channels, bot, guild }: Snapshot): string {
  const people = members
    .filter(({ id }) => id !== bot.userId)
    .map(
      ({ id, name }) => `<option value="${id}"${id === guild.ownerId ? " selected" : ""}>${escapeHtml(name)}</option>`,
    );
  const known = commands.filter(({ type }) => (type ?? 1) === 1);
  const names = known.map(
    ({ name, description }) =>
      `<option value="${escapeHtml(name)}">/${escapeHtml(name)} – ${escapeHtml(description ?? "")}</option>`,
  );
  const places = channels
    .filter(({ type }) => type === "text")
    .map((channel) => `<option value="${channel.id}">${escapeHtml(signed(channel))}</option>`);
  const shapes = escapeHtml(
    JSON.stringify(Object.fromEntries(known.map(({ name, options }) => [name, options ?? []]))),
  );
  return `<h2>Run a command</h2><form id="command-form" data-shapes="${shapes}">
<label>As <select name="userId">${people.join("")}</select></label>
<label>Command <select name="name">${names.join("") || "<option value=''>The bot has registered none yet</option>"}</select></label>
<label>In <select name="channelId">${places.join("")}</select></label>
<div class="options"></div><button class="primary">Send</button><p class="notice" role="status"></p></form>`;
}
