import { escapeHtml } from "./html.ts";

/** How names behind ids read. */
export type Names = { user: (id: string) => string; channel: (id: string) => string; role: (id: string) => string };

/** A time everybody reads in their own zone: the script fills in the words, until then it says UTC. */
export const timeTag = (iso: string, style = "f"): string =>
  `<time datetime="${escapeHtml(iso)}" data-style="${style}">${escapeHtml(iso.slice(0, 16).replace("T", " "))} UTC</time>`;

/** Discord's markdown as far as our messages use it, as safe HTML. */
export function markdown(text: string, names: Names): string {
  const lines = escapeHtml(text).split("\n");
  const html: string[] = [];
  for (const line of lines) {
    const heading = /^(#{1,3}) (.*)$/.exec(line);
    const small = /^-# (.*)$/.exec(line);
    const item = /^\s*[-*] (.*)$/.exec(line);
    const quote = /^&gt; (.*)$/.exec(line);
    if (heading) html.push(`<strong class="heading">${inline(heading[2] ?? "", names)}</strong>`);
    else if (small) html.push(`<small>${inline(small[1] ?? "", names)}</small>`);
    else if (item) html.push(`<span class="item">${inline(item[1] ?? "", names)}</span>`);
    else if (quote) html.push(`<span class="quote">${inline(quote[1] ?? "", names)}</span>`);
    else html.push(`<span class="line">${inline(line, names)}</span>`);
  }
  return html.join("");
}

/** `text` is escaped already, so `<` reads `&lt;`. What became HTML is put aside, so that stars and underscores in it stay what they are. */
function inline(text: string, names: Names): string {
  const aside: string[] = [];
  const keep = (html: string): string => `\uE000${aside.push(html) - 1}\uE000`;
  const mention = (words: string): string => keep(`<span class="mention">${escapeHtml(words)}</span>`);
  const link = (label: string, href: string): string => keep(`<a href="${href}" rel="noreferrer">${label}</a>`);
  return text
    .replaceAll("\uE000", "")
    .replace(/`([^`]+)`/g, (_, code: string) => keep(`<code>${code}</code>`))
    .replace(/\\([*_~`|[\]()#&-])/g, (_, sign: string) => keep(sign))
    .replace(/&lt;t:(-?\d{1,12})(?::([tTdDfFR]))?&gt;/g, (_, seconds: string, style?: string) =>
      keep(timeTag(new Date(Number(seconds) * 1000).toISOString(), style ?? "f")),
    )
    .replace(/&lt;@!?(\d+)&gt;/g, (_, id: string) => mention(`@${names.user(id)}`))
    .replace(/&lt;@&amp;(\d+)&gt;/g, (_, id: string) => mention(`@${names.role(id)}`))
    .replace(/&lt;#(\d+)&gt;/g, (_, id: string) => mention(`#${names.channel(id)}`))
    .replace(/\[([^\]]+)\]\((?:&lt;)?(https?:\/\/[^\s)]+?)(?:&gt;)?\)/g, (_, label: string, href: string) =>
      link(label, href),
    )
    .replace(/https?:\/\/[^\s<)]+[^\s<).,;]/g, (href) => link(href, href))
    .replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
    .replace(/(?<![\w*])[*_](?!\s)([^*_]+?)[*_](?![\w*])/g, "<em>$1</em>")
    .replace(/~~(.+?)~~/g, "<s>$1</s>")
    .replace(/\uE000(\d+)\uE000/g, (_, index: string) => aside[Number(index)] ?? "")
    .replace(/\uE000(\d+)\uE000/g, (_, index: string) => aside[Number(index)] ?? "");
}
