import type { Request, RequestHandler, Response } from "express";
import type { Parts } from "./parts.ts";
import type { Answered } from "./rest.ts";

/** Discord's REST door: reads the body as it came, lets the weather have its way with the connection. */
export function restDoor({ rest }: Parts): RequestHandler {
  return async (request, response) => {
    const body = read(request);
    if (body === undefined) {
      response.status(400).json({ message: "The request body contains invalid JSON.", code: 50109 });
      return;
    }
    send(
      response,
      await rest.answer({ method: request.method, path: request.url, headers: request.headers, body: body.value }),
    );
  };
}

function read({ body }: Request): { value: unknown } | undefined {
  if (!Buffer.isBuffer(body) || body.length === 0) return { value: undefined };
  try {
    return { value: JSON.parse(body.toString("utf8")) };
  } catch {
    return undefined;
  }
}

function send(response: Response, answered: Answered): void {
  if ("break" in answered) {
    if (answered.break === "reset") response.socket?.resetAndDestroy();
    if (answered.break === "fin") response.socket?.end();
    return;
  }
  const { status, headers, body, raw } = answered;
  response.status(status).set(headers);
  if (raw) response.type(raw.type).send(raw.text);
  else if (body === undefined) response.end();
  else response.json(body);
}

/** The token and revocation endpoints of OAuth2, which take forms. */
export function tokenDoor({ oauth }: Parts): RequestHandler {
  return (request, response) => {
    const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "");
    if (request.path.endsWith("/revoke")) {
      oauth.revoke(form.get("token") ?? "");
      response.json({});
      return;
    }
    const { status, body } = oauth.exchange(form, request.headers.authorization);
    response.status(status).json(body);
  };
}
