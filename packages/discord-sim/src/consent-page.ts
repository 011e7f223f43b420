import express, { type Request, type Response, type Router } from "express";
import { escapeHtml, page } from "./page/html.ts";
import type { Parts } from "./parts.ts";

type Asked = {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  challenge: string | null;
};

const KNOWN_SCOPES = ["identify", "email", "guilds", "guilds.members.read", "openid"];

/** The page on which one of the guild's people says yes, and its two ways out. */
export function consentRouter(parts: Parts): Router {
  const router = express.Router();
  const paths = ["/oauth2/authorize", "/api/oauth2/authorize", "/api/v10/oauth2/authorize"];
  router.get(paths, (request, response) => show(parts, request, response));
  router.post(paths, express.urlencoded({ extended: false }), (request, response) => decide(parts, request, response));
  return router;
}

function judge({ bench, redirectUris }: Parts, query: URLSearchParams): Asked | string {
  const scopes = (query.get("scope") ?? "").split(/[ +]/).filter(Boolean);
  const redirectUri = query.get("redirect_uri") ?? "";
  const host = URL.parse(redirectUri)?.hostname ?? "";
  if (query.get("client_id") !== bench.botId) return "No application has this client id.";
  if (query.get("response_type") !== "code") return "response_type must be code.";
  if (!redirectUris.includes(redirectUri) && !["localhost", "127.0.0.1", "[::1]"].includes(host))
    return "This redirect address is not one of the application's.";
  if (scopes.length === 0) return "No scope is asked for.";
  const odd = scopes.find((scope) => !KNOWN_SCOPES.includes(scope));
  if (odd) return `There is no scope ${odd}.`;
  const challenge = query.get("code_challenge");
  if (challenge && query.get("code_challenge_method") !== "S256") return "code_challenge_method must be S256.";
  return { clientId: bench.botId, redirectUri, scopes, state: query.get("state"), challenge };
}

function show(parts: Parts, request: Request, response: Response): void {
  const query = new URL(request.originalUrl, "http://sim").searchParams;
  const asked = judge(parts, query);
  if (typeof asked === "string") {
    response.status(400).send(
      page({
        title: "Sign-in cannot go on",
        body: `<main class="narrow"><h1>Sign-in cannot go on</h1><p>${escapeHtml(asked)}</p></main>`,
      }),
    );
    return;
  }
  const { state } = parts.bench.world;
  const people = [...state.users.values()].filter(({ bot }) => !bot);
  const buttons = people.map((person) => {
    const name = escapeHtml(person.global_name ?? person.username);
    const where = state.members.has(person.id) ? "" : ' <span class="quiet">not on the server</span>';
    return `<li><button name="user" value="${person.id}"><span>${name} <span class="quiet">${escapeHtml(person.username)}</span></span>${where}</button></li>`;
  });
  const body = `<main class="narrow"><p class="quiet">Simulated Discord</p><h1>Who is signing in?</h1>
<p>${escapeHtml(state.users.get(parts.bench.botId)?.username ?? "An application")} asks for: ${escapeHtml(asked.scopes.join(", "))}.</p>
<form method="post" action="${escapeHtml(request.originalUrl)}"><ul class="people">${buttons.join("")}</ul>
<button class="plain" name="user" value="">Cancel</button></form></main>`;
  response.send(page({ title: "Sign in", body }));
}

/** Back to the application: with a code and its state, or with access_denied. */
function decide(parts: Parts, request: Request, response: Response): void {
  const query = new URL(request.originalUrl, "http://sim").searchParams;
  const asked = judge(parts, query);
  if (typeof asked === "string") return void response.status(400).send(escapeHtml(asked));
  const userId = String((request.body as { user?: string } | undefined)?.user ?? "");
  const target = new URL(asked.redirectUri);
  if (parts.bench.world.state.users.has(userId)) {
    const { scopes, redirectUri, challenge } = asked;
    target.searchParams.set("code", parts.oauth.grant({ userId, scopes, redirectUri, challenge }));
  } else {
    target.searchParams.set("error", "access_denied");
    target.searchParams.set("error_description", "The resource owner or authorization server denied the request");
  }
  if (asked.state !== null) target.searchParams.set("state", asked.state);
  response.redirect(302, target.href);
}
