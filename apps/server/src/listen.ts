import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { House } from "./house.ts";
import { createApp } from "./app.ts";

/** The port or the address is not to be had; the message says so in one sentence. */
export class ListenError extends Error {
  override name = "ListenError";
}

export interface Listening extends AsyncDisposable {
  /** The one really taken, also when 0 was asked for. */
  port: number;
}

/** Takes the port and answers requests; ending it stops taking new ones and lets the present ones finish, two seconds at most. */
export async function listen(house: House): Promise<Listening> {
  const { host, port } = house.config;
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 },
    createApp(house),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new ListenError(sentenceFor(error, { host, port }))));
    server.listen({ host, port }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => closeWithin(server, 2_000),
  };
}

function sentenceFor(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} is already in use. Stop what uses it, or choose another with PORT=${port + 1}.`;
  if (error.code === "EACCES")
    return `Port ${port} may not be used by this user. Choose one above 1023 with PORT=3000.`;
  if (error.code === "EADDRNOTAVAIL")
    return `This machine has no address ${host}. Set HOST to one it has, such as 127.0.0.1.`;
  return `The server could not listen on ${host}:${port} (${error.code ?? error.message}).`;
}

/** Subscriptions never end by themselves: what is still open after the grace is cut, and its browser comes back. */
async function closeWithin(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
