import { once } from "node:events";
import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { CannotStart } from "./plan.ts";

/** Refuses in one sentence when the port is taken. */
export async function requireFree(host: string, port: number): Promise<void> {
  const problem = await problemWith(host, port);
  if (problem === null) return;
  if (problem === "EADDRINUSE") {
    throw new CannotStart(
      `Port ${port} is already in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
    );
  }
  throw new CannotStart(
    `Nothing can listen on ${host}:${port} (${problem}). Set HOST and PORT to an address of this machine.`,
  );
}

/** The first free one from `port` on. */
export async function freeFrom(host: string, port: number): Promise<number> {
  for (let next = port; next < port + 100 && next <= 65_535; next++)
    if ((await problemWith(host, next)) === null) return next;
  throw new CannotStart(`None of the ports ${port} to ${port + 99} is free.`);
}

async function problemWith(host: string, port: number): Promise<string | null> {
  const server = net.createServer().listen({ host, port, exclusive: true });
  try {
    await once(server, "listening");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
  server.close();
  await once(server, "close");
  return null;
}

/** Waits until an address answers with a good status. */
export async function answers(url: string, giveUp: AbortSignal): Promise<void> {
  while (!giveUp.aborted) {
    const answer = await fetch(url, { signal: AbortSignal.any([giveUp, AbortSignal.timeout(2_000)]) }).catch(
      () => null,
    );
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await pause(60, undefined, { signal: giveUp }).catch(() => undefined);
  }
}
