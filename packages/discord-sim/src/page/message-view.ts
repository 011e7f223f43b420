import type { Snapshot } from "../control/snapshot.ts";
import { escapeHtml } from "./html.ts";
import { markdown, type Names, timeTag } from "./markdown.ts";

type Message = { content: string | null; embeds: readonly object[]; components: readonly object[] };
type Embed = {
  title?: string;
  url?: string;
  description?: string;
  color?: number;
  timestamp?: string;
  footer?: { text: string };
  author?: { name: string };
  fields?: { name: string; value: string; inline?: boolean }[];
};
type Component = {
  type: number;
  label?: string;
  custom_id?: string;
  url?: string;
  disabled?: boolean;
  placeholder?: string;
  components?: Component[];
};

export function namesIn({ users, channels, roles }: Snapshot): Names {
  const find = <T extends { id: string }>(list: readonly T[], id: string): T | undefined =>
    list.find((each) => each.id === id);
  return {
    user: (id) => find(users, id)?.globalName ?? find(users, id)?.username ?? "somebody who left",
    channel: (id) => find(channels, id)?.name ?? "deleted-channel",
    role: (id) => find(roles, id)?.name.replace(/^@/, "") ?? "deleted-role",
  };
}

/** Words, embeds and buttons of one message. */
export function messageBody({ content, embeds, components }: Message, names: Names, messageId?: string): string {
  const buttons = (components as readonly Component[]).flatMap((row) => row.components ?? [row]);
  return [
    content ? `<div class="words">${markdown(content, names)}</div>` : "",
    ...(embeds as readonly Embed[]).map((embed) => embedView(embed, names)),
    buttons.length > 0
      ? `<div class="buttons">${buttons.map((each) => buttonView(each, messageId)).join("")}</div>`
      : "",
  ].join("");
}

function embedView(embed: Embed, names: Names): string {
  const colour = embed.color === undefined ? "" : ` style="--edge:#${embed.color.toString(16).padStart(6, "0")}"`;
  const fields = (embed.fields ?? []).map(
    ({ name, value, inline }) =>
      `<div class="field${inline ? " inline" : ""}"><dt>${markdown(name, names)}</dt><dd>${markdown(value, names)}</dd></div>`,
  );
  const title = embed.title ? `<p class="embed-title">${markdown(embed.title, names)}</p>` : "";
  return `<div class="embed"${colour}>${embed.author ? `<p class="quiet">${escapeHtml(embed.author.name)}</p>` : ""}${title}${
    embed.description ? `<div class="words">${markdown(embed.description, names)}</div>` : ""
  }${fields.length > 0 ? `<dl>${fields.join("")}</dl>` : ""}${embed.footer ? `<p class="quiet">${escapeHtml(embed.footer.text)}${embed.timestamp ? ` · ${timeTag(embed.timestamp)}` : ""}</p>` : ""}</div>`;
}

function buttonView(
  { type, label, custom_id, url, disabled, placeholder }: Component,
  messageId: string | undefined,
): string {
  const words = escapeHtml(label ?? placeholder ?? (type === 2 ? "Button" : "Menu"));
  if (url) return `<a class="button" href="${escapeHtml(url)}" rel="noreferrer">${words}</a>`;
  const press = messageId ? ` data-press="${messageId}" data-custom="${escapeHtml(custom_id ?? "")}"` : "";
  return `<button type="button"${press}${disabled || !messageId ? " disabled" : ""}>${words}</button>`;
}
