import type { Snapshot } from "../control/snapshot.ts";
import { escapeHtml } from "./html.ts";
import { timeTag } from "./markdown.ts";
import { messageBody, namesIn } from "./message-view.ts";

export type Choice = { channel: string | null; as: string | null };
type Channel = Snapshot["channels"][number];

const SIGN = { text: "#", voice: "♪", category: "" } as const;
export const signed = ({ type, name }: Pick<Channel, "type" | "name">): string =>
  `${SIGN[type]}${SIGN[type] && " "}${name}`;

const link = (choice: Choice, changes: Partial<Choice>): string => {
  const query = new URLSearchParams(
    Object.entries({ ...choice, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return `/?${query.toString()}`;
};
const ordered = (channels: readonly Channel[]): Channel[] =>
  channels.toSorted(
    (a, b) =>
      Number(a.type === "voice") - Number(b.type === "voice") || a.position - b.position || (a.id < b.id ? -1 : 1),
  );

/** Categories with their channels; who looks as somebody sees which of them are not there for that person. */
export function treeView(snapshot: Snapshot, choice: Choice): string {
  const { channels } = snapshot;
  const loose = ordered(channels.filter(({ type, parentId }) => type !== "category" && !parentId));
  const categories = ordered(channels.filter(({ type }) => type === "category"));
  const inside = (category: Channel): Channel[] => ordered(channels.filter(({ parentId }) => parentId === category.id));
  const sections = categories.map((category) => {
    const children = inside(category);
    const list =
      children.length > 0
        ? `<ul>${children.map((c) => leaf(c, choice)).join("")}</ul>`
        : '<p class="quiet indent">No channels</p>';
    return `<li class="category"><span class="row${hiddenFrom(category, choice)}">${escapeHtml(category.name)}${marks(category, choice)}</span>${list}</li>`;
  });
  return `<ul class="tree">${loose.map((c) => leaf(c, choice)).join("")}${sections.join("")}${directList(snapshot, choice)}</ul>`;
}

/** The bot's conversations with single people. */
function directList(snapshot: Snapshot, choice: Choice): string {
  const names = namesIn(snapshot);
  const rows = snapshot.directChannels.map(({ id, recipientId }) => {
    const current = id === choice.channel ? ' aria-current="page"' : "";
    return `<li><a class="row" href="${link(choice, { channel: id })}"${current} data-key="channel-${id}">@ ${escapeHtml(names.user(recipientId))}</a></li>`;
  });
  return rows.length > 0
    ? `<li class="category"><span class="row">Direct messages</span><ul>${rows.join("")}</ul></li>`
    : "";
}

function directView(snapshot: Snapshot, channelId: string, recipientId: string): string {
  const said = snapshot.messages
    .filter((message) => message.channelId === channelId)
    .map((message) => messageView(snapshot, message));
  const closed =
    snapshot.users.find(({ id }) => id === recipientId)?.directMessages === "closed"
      ? '<p class="quiet">Takes no direct messages.</p>'
      : "";
  return `<header><h2>@ ${escapeHtml(namesIn(snapshot).user(recipientId))}</h2>${closed}</header><ol class="messages" aria-label="Messages">${said.join("") || '<li class="quiet">Nothing has been said here.</li>'}</ol>`;
}

const hiddenFrom = ({ viewers }: Channel, { as }: Choice): string =>
  as && !viewers.includes(as) ? " hidden-here" : "";

function leaf(channel: Channel, choice: Choice): string {
  const current = channel.id === choice.channel ? ' aria-current="page"' : "";
  return `<li><a class="row${hiddenFrom(channel, choice)}" href="${link(choice, { channel: channel.id })}"${current} data-key="channel-${channel.id}">${escapeHtml(signed(channel))}${marks(channel, choice)}</a></li>`;
}

function marks(channel: Channel, { as }: Choice): string {
  if (as) return channel.viewers.includes(as) ? "" : '<span class="mark">not visible</span>';
  if (!channel.botCanView) return '<span class="mark warn">bot locked out</span>';
  return channel.everyoneCanView ? "" : `<span class="mark">private · ${channel.viewers.length}</span>`;
}

/** One channel: who sees it and why, then what was said in it. */
export function channelView(snapshot: Snapshot, choice: Choice): string {
  const direct = snapshot.directChannels.find(({ id }) => id === choice.channel);
  if (direct) return directView(snapshot, direct.id, direct.recipientId);
  const channel = snapshot.channels.find(({ id }) => id === choice.channel);
  if (!channel) return "<h2>Channel</h2><p>This channel is not there any more. Choose another one on the left.</p>";
  const names = namesIn(snapshot);
  const seen = !choice.as || channel.viewers.includes(choice.as);
  const messages = snapshot.messages.filter(({ channelId, ephemeral }) => channelId === channel.id && !ephemeral);
  const said = seen ? messages.map((message) => messageView(snapshot, message)) : [];
  const none = seen
    ? "Nothing has been said here."
    : `${escapeHtml(names.user(choice.as ?? ""))} does not see this channel.`;
  return `<header><h2>${escapeHtml(signed(channel))}</h2>${channel.topic ? `<p class="quiet">${escapeHtml(channel.topic)}</p>` : ""}</header>
<details class="access"${channel.everyoneCanView ? "" : " open"} data-key="access-${channel.id}"><summary>${summary(channel)}</summary>${overwritesView(channel)}
<p>${channel.viewers.map((id) => `<span class="person">${escapeHtml(names.user(id))}</span>`).join(" ")}</p></details>
<ol class="messages" aria-label="Messages">${said.join("") || `<li class="quiet">${none}</li>`}</ol>`;
}

const summary = ({ everyoneCanView, viewers }: Channel): string =>
  everyoneCanView
    ? "Everybody on the server sees this channel"
    : `Private: ${viewers.length} ${viewers.length === 1 ? "person sees" : "people see"} it (the server's owner always does)`;

function overwritesView({ overwrites }: Channel): string {
  if (overwrites.length === 0) return "<p>No overwrites of its own.</p>";
  const rows = overwrites.map(
    ({ name, type, allow, deny }) =>
      `<tr><th scope="row">${escapeHtml(name)} <span class="quiet">${type}</span></th><td>${allow.map(words).join(", ") || "–"}</td><td>${deny.map(words).join(", ") || "–"}</td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th scope="col">Overwrite</th><th scope="col">Allowed</th><th scope="col">Denied</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

export const words = (permission: string): string => permission.toLowerCase().replaceAll("_", " ");

function messageView(snapshot: Snapshot, message: Snapshot["messages"][number]): string {
  const names = namesIn(snapshot);
  const author = escapeHtml(names.user(message.authorId));
  const bot = message.authorId === snapshot.bot.userId ? '<span class="tag">bot</span>' : "";
  const facts = [
    message.pinned ? "pinned" : "",
    message.editedAt ? "edited" : "",
    message.interaction ? `/${message.interaction.name} by ${names.user(message.interaction.user_id)}` : "",
  ];
  const body =
    message.type === 6
      ? '<p class="quiet">pinned a message to this channel.</p>'
      : messageBody(message, names, message.id);
  const pinged =
    message.pinged.users.length > 0
      ? `<p class="quiet">notifies ${message.pinged.users.map((id) => escapeHtml(names.user(id))).join(", ")}</p>`
      : "";
  return `<li class="message"><p class="by"><strong>${author}</strong>${bot} ${timeTag(message.createdAt)} <span class="quiet">${escapeHtml(facts.filter(Boolean).join(" · "))}</span></p>${body || '<p class="quiet">thinking…</p>'}${pinged}</li>`;
}
