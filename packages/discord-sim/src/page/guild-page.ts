import type { Snapshot } from "../control/snapshot.ts";
import { channelView, type Choice, treeView } from "./channel-view.ts";
import { escapeHtml, page } from "./html.ts";
import { answersView, commandForm, deedsView, eventsView, peopleView } from "./side-view.ts";

/** The guild as people see it: channels, one of them open, and beside it events, members, commands and the bot's deeds. */
export function guildPage(snapshot: Snapshot, query: URLSearchParams): string {
  const choice = chosen(snapshot, query);
  const { guild, bot, channels, members } = snapshot;
  const people = members
    .filter(({ id }) => id !== bot.userId)
    .map(({ id, name }) => `<option value="${id}"${id === choice.as ? " selected" : ""}>${escapeHtml(name)}</option>`);
  const private_ = channels.filter(({ everyoneCanView }) => !everyoneCanView).length;
  const status = bot.present
    ? bot.connected
      ? '<span class="state ok">● Bot connected</span>'
      : '<span class="state">○ Bot not connected</span>'
    : '<span class="state">✕ Bot not on the server</span>';
  const body = `<a class="skip" href="#channel">To the channel</a>
<header class="top"><div><p class="quiet">Simulated Discord</p><h1>${escapeHtml(guild.name)}</h1></div>
<div data-live="status">${status} <span class="quiet">${channels.length} channels, ${private_} private</span></div>
<form method="get" class="as"><label>Look as <select name="as" data-submit><option value="">the server's owner</option>${people.join("")}</select></label>${choice.channel ? `<input type="hidden" name="channel" value="${choice.channel}">` : ""}<noscript><button>Look</button></noscript></form></header>
<main class="desk"><nav aria-label="Channels" data-live="tree">${treeView(snapshot, choice)}</nav>
<section id="channel" class="card" tabindex="-1" data-live="channel">${channelView(snapshot, choice)}</section>
<div class="side"><section class="card"><div data-once="form">${commandForm(snapshot)}</div><div data-live="answers">${answersView(snapshot)}</div></section>
<section class="card"><label class="filter">Find a person <input type="search" data-filter autocomplete="off"></label><div data-live="people">${peopleView(snapshot)}</div></section>
<section class="card" data-live="events">${eventsView(snapshot)}</section>
<section class="card" data-live="deeds">${deedsView(snapshot)}</section></div></main>`;
  return page({ title: `${guild.name} – simulated Discord`, body, script: "/_sim/page/guild.js" });
}

/** The channel asked for, else the newest text channel: it is most likely what one came to see. */
function chosen({ channels, members }: Snapshot, query: URLSearchParams): Choice {
  const asked = query.get("channel");
  const as = query.get("as");
  const newest = channels.filter(({ type }) => type === "text").at(-1);
  return { channel: asked ?? newest?.id ?? null, as: members.some(({ id }) => id === as) ? as : null };
}
