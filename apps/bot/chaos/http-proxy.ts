import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Gate } from "./gate.ts";
import type { CallMoment, HttpEdge } from "./boundaries.ts";
import type { Proxy } from "./database-proxy.ts";

interface Edge {
  gate: Gate;
  edge: HttpEdge;
  /** Where whoever is called listens at the moment. */
  origin: () => string;
}

/**
 * Stands between two of our processes that speak HTTP. A call can be stopped before it is passed on, or its answer before
 * it is heard. A call whose caller has died may still be passed on: that is how a deed lands late.
 */
export async function startHttpProxy(between: Edge): Promise<Proxy> {
  const server = createServer((incoming, outgoing) => {
    carry(between, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.requestTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function carry({ gate, edge, origin }: Edge, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await whole(incoming);
  const { method = "GET", url = "/" } = incoming;
  const call: Omit<CallMoment, "when"> = { edge, method, path: url, body: body.toString(), answer: "" };
  if ((await gate.meet({ ...call, when: "before" })) === "is lost") return void outgoing.destroy();
  const answer = await passedOn({ incoming, body, origin: origin() });
  const headers = { ...answer.headers };
  if (headers["content-type"]?.startsWith("text/event-stream")) {
    outgoing.writeHead(answer.statusCode ?? 502, headers);
    return stream({ gate, call }, answer, outgoing);
  }
  const said = await whole(answer);
  const isGood = (answer.statusCode ?? 500) < 300;
  const fate = isGood ? await gate.meet({ ...call, when: "after", answer: said.toString() }) : undefined;
  if (fate === "is lost") return void outgoing.destroy();
  outgoing.writeHead(answer.statusCode ?? 502, headers);
  outgoing.end(said);
}

async function passedOn(call: { incoming: IncomingMessage; body: Buffer; origin: string }): Promise<IncomingMessage> {
  const { incoming, body, origin } = call;
  const { method, url, headers } = incoming;
  const outward = ask(new URL(url!, origin), { method, headers });
  outward.end(body);
  const [answer] = (await once(outward, "response")) as [IncomingMessage];
  if (answer.headers["content-type"]?.startsWith("text/event-stream"))
    incoming.socket.once("close", () => outward.destroy());
  return answer;
}

/** What is told as it happens: each piece can be stopped before it is heard. */
async function stream(
  { gate, call }: { gate: Gate; call: Omit<CallMoment, "when"> },
  answer: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  outgoing.flushHeaders();
  for await (const chunk of answer) {
    const fate = gate.meet({ ...call, when: "after", answer: String(chunk) });
    if (fate && (await fate) === "is lost") return void outgoing.destroy();
    outgoing.write(chunk);
  }
  outgoing.end();
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
