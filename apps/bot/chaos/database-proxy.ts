import { once } from "node:events";
import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import type { Gate } from "./gate.ts";
import type { DatabaseMoment } from "./boundaries.ts";

export interface Proxy extends AsyncDisposable {
  port: number;
}

/**
 * Stands between the server and PostgreSQL and reads what the server says: the protocol's messages are a letter, a
 * length and plain text. A statement can be stopped before it is passed on, or its answer before the server hears it.
 */
export async function startDatabaseProxy(gate: Gate, port: () => number): Promise<Proxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.once("close", () => open.delete(client));
    carry(gate, client, connect({ host: "127.0.0.1", port: port() }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const client of open) client.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** What a connection has said since its transaction began. */
interface Said {
  statement: string;
  prepared: Map<string, string>;
  transaction: string[] | null;
}

function carry(gate: Gate, client: Socket, database: Socket): void {
  const said: Said = { statement: "", prepared: new Map(), transaction: null };
  const answers = answersTo(gate, client);
  for (const [one, other] of [
    [client, database],
    [database, client],
  ] as const) {
    one.setNoDelay(true);
    one.on("error", () => undefined);
    one.once("close", () => other.destroy());
  }
  let work: Promise<void> = Promise.resolve();
  const messages = messagesFrom({ beginsNamed: false });
  client.on("data", (chunk: Buffer) => {
    for (const message of messages(chunk))
      work = work.then(async () => {
        const moment = momentOf(said, message);
        if (moment) {
          answers.expect(moment);
          if ((await gate.meet(moment)) === "is lost") return void database.destroy();
        }
        if (!database.destroyed) database.write(message.bytes);
      });
  });
  database.on("data", (chunk: Buffer) => answers.hear(chunk));
}

interface Message {
  /** Empty for the first message of a connection, which has no letter. */
  letter: string;
  body: Buffer;
  bytes: Buffer;
}

/** Cuts a stream into messages; what is not whole waits for the next piece. */
function messagesFrom({ beginsNamed }: { beginsNamed: boolean }): (chunk: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  let isNamed = beginsNamed;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole: Message[] = [];
    for (;;) {
      const head = isNamed ? 1 : 0;
      if (rest.length < head + 4) return whole;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return whole;
      const bytes = rest.subarray(0, length);
      whole.push({
        letter: isNamed ? String.fromCharCode(bytes[0]!) : "",
        body: bytes.subarray(head + 4),
        bytes,
      });
      rest = rest.subarray(length);
      isNamed = true;
    }
  };
}

/** A statement that is about to be done; null for everything else that is said. */
function momentOf(said: Said, { letter, body }: Message): DatabaseMoment | null {
  const words = (from: number) => body.toString("utf8", from, body.indexOf(0, from));
  if (letter === "P") {
    const name = words(0);
    said.prepared.set(name, words(Buffer.byteLength(name) + 1));
  }
  if (letter === "B") {
    const portal = words(0);
    said.statement = said.prepared.get(words(Buffer.byteLength(portal) + 1)) ?? "";
  }
  if (letter === "Q") said.statement = words(0);
  if (letter !== "Q" && letter !== "E") return null;
  const { statement } = said;
  const first = statement.trimStart().slice(0, 8).toLowerCase();
  if (/^begin\b/.test(first) && !statement.includes(";")) said.transaction = [];
  else said.transaction?.push(statement);
  const transaction = said.transaction ?? [statement];
  if (/^(commit|rollback)\b/.test(first)) said.transaction = null;
  return { edge: "server → database", when: "before", statement, transaction, rows: 0 };
}

interface Answers {
  expect: (moment: DatabaseMoment) => void;
  hear: (chunk: Buffer) => void;
}

/** Passes answers on; at the end of each one the gate is asked whether the server may hear it. */
function answersTo(gate: Gate, client: Socket): Answers {
  const messages = messagesFrom({ beginsNamed: true });
  let asked: DatabaseMoment | null = null;
  let failed = false;
  let rows = 0;
  let waiting: Buffer[] = [];
  let stopped = false;

  const flush = () => {
    if (!client.destroyed && waiting.length > 0) client.write(Buffer.concat(waiting));
    waiting = [];
  };
  const end = () => {
    const done = failed ? null : asked && { ...asked, when: "after" as const, rows };
    asked = null;
    failed = false;
    rows = 0;
    const fate = done && gate.meet(done);
    if (!fate) return;
    stopped = true;
    void fate.then((decided) => {
      stopped = false;
      if (decided === "is lost") client.destroy();
      flush();
    });
  };
  return {
    expect: (moment) => (asked = moment),
    hear(chunk) {
      for (const { letter, body, bytes } of messages(chunk)) {
        if (letter === "E") failed = true;
        // `UPDATE 3`, `SELECT 1`, `INSERT 0 2`: the last number is the rows.
        if (letter === "C") rows += Number(/ (\d+)\0?$/.exec(body.toString())?.[1] ?? 0);
        waiting.push(bytes);
        // Ready for the next query: the answer is whole, and so is what it stands for.
        if (letter === "Z" && asked) end();
      }
      if (!stopped) flush();
    },
  };
}
