import express, { type Router } from "express";
import { changeMembers } from "./control/members.ts";
import { escapeHtml, page } from "./page/html.ts";
import type { Parts } from "./parts.ts";
import { guildOf } from "./replies.ts";

/** Where an invitation leads: whoever is not on the server yet says who they are, and is on it. */
export function inviteRouter(parts: Parts): Router {
  const router = express.Router();
  router.get("/invite", (_, response) => void response.send(shown(parts)));
  router.post("/invite", express.urlencoded({ extended: false }), ({ body }, response) => {
    const id = String((body as { user?: string } | undefined)?.user ?? "");
    const isKnown = parts.bench.world.state.users.has(id);
    if (isKnown) changeMembers(parts, { join: id });
    response.redirect(303, isKnown ? `/?as=${id}` : "/invite");
  });
  return router;
}

function shown({ bench }: Parts): string {
  const { state } = bench.world;
  const { name } = guildOf(state);
  const absent = [...state.users.values()].filter(({ id, bot }) => !bot && !state.members.has(id));
  const people = absent.map(
    ({ id, username, global_name }) =>
      `<li><button name="user" value="${id}"><span>${escapeHtml(global_name ?? username)} <span class="quiet">${escapeHtml(username)}</span></span></button></li>`,
  );
  const who =
    people.length > 0 ? `<ul class="people">${people.join("")}</ul>` : "<p>Everybody known is on it already.</p>";
  return page({
    title: `Join ${name}`,
    body: `<main class="narrow"><p class="quiet">Simulated Discord</p><h1>You are invited to ${escapeHtml(name)}</h1>
<p>Who is joining?</p><form method="post" action="/invite">${who}</form><p><a href="/">Look at the server</a></p></main>`,
  });
}
