import { createHash } from "node:crypto";

export type Bearer = { userId: string; scopes: string[] };
type Grant = Bearer & { redirectUri: string; challenge: string | null; issuedAt: number; used: boolean };
export type OAuth = {
  /** A code for this person's consent; good once, for ten minutes. */
  grant: (grant: Bearer & { redirectUri: string; challenge: string | null }) => string;
  /** What the token endpoint answers to a form. */
  exchange: (form: URLSearchParams, authorization: string | undefined) => { status: number; body: object };
  bearer: (token: string) => Bearer | null;
  revoke: (token: string) => void;
};
export type OAuthParts = { clock: () => number; nextId: () => string; clientId: string; clientSecret: string };

const CODE_MS = 10 * 60_000;
const TOKEN_S = 604_800;
const refuse = (status: number, error: string, error_description: string): { status: number; body: object } => ({
  status,
  body: { error, error_description },
});

/** Discord's code flow with PKCE (S256) and client secret. Codes and tokens live in memory. */
export function makeOAuth({ clock, nextId, clientId, clientSecret }: OAuthParts): OAuth {
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, Bearer & { expires: number }>();
  const refreshers = new Map<string, Bearer>();
  const secretOf = (kind: string): string =>
    createHash("sha256").update(`${kind}:${clientSecret}:${nextId()}`).digest("base64url");

  function issue({ userId, scopes }: Bearer): { status: number; body: object } {
    const access_token = secretOf("access");
    const refresh_token = secretOf("refresh");
    tokens.set(access_token, { userId, scopes, expires: clock() + TOKEN_S * 1000 });
    refreshers.set(refresh_token, { userId, scopes });
    return {
      status: 200,
      body: { token_type: "Bearer", access_token, refresh_token, expires_in: TOKEN_S, scope: scopes.join(" ") },
    };
  }

  function redeem(form: URLSearchParams): { status: number; body: object } {
    const grant = codes.get(form.get("code") ?? "");
    if (!grant || grant.used || clock() > grant.issuedAt + CODE_MS)
      return refuse(400, "invalid_grant", 'Invalid "code" in request.');
    grant.used = true;
    if (form.get("redirect_uri") !== grant.redirectUri)
      return refuse(400, "invalid_grant", 'Invalid "redirect_uri" in request.');
    const verifier = form.get("code_verifier") ?? "";
    if (grant.challenge && createHash("sha256").update(verifier).digest("base64url") !== grant.challenge)
      return refuse(400, "invalid_grant", 'Invalid "code_verifier" in request.');
    return issue(grant);
  }

  return {
    grant: (grant) => {
      const code = secretOf("code").slice(0, 30);
      codes.set(code, { ...grant, issuedAt: clock(), used: false });
      return code;
    },
    exchange: (form, authorization) => {
      const [id, secret] = credentials(form, authorization);
      if (id !== clientId || secret !== clientSecret)
        return refuse(401, "invalid_client", "Client authentication failed.");
      const type = form.get("grant_type");
      if (type === "authorization_code") return redeem(form);
      const known = type === "refresh_token" ? refreshers.get(form.get("refresh_token") ?? "") : undefined;
      if (type !== "refresh_token") return refuse(400, "unsupported_grant_type", "This grant type is not supported.");
      if (!known) return refuse(400, "invalid_grant", 'Invalid "refresh_token" in request.');
      refreshers.delete(form.get("refresh_token") ?? "");
      return issue(known);
    },
    bearer: (token) => {
      const known = tokens.get(token);
      return known && clock() < known.expires ? known : null;
    },
    revoke: (token) => void (tokens.delete(token) || refreshers.delete(token)),
  };
}

/** Client id and secret from the form or from Basic authorization, whichever the client prefers. */
function credentials(form: URLSearchParams, authorization: string | undefined): [string | null, string | null] {
  if (!authorization?.startsWith("Basic ")) return [form.get("client_id"), form.get("client_secret")];
  const [id = "", secret = ""] = Buffer.from(authorization.slice(6), "base64").toString("utf8").split(":", 2);
  return [decodeURIComponent(id), decodeURIComponent(secret)];
}
