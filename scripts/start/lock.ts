import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { CannotStart } from "./plan.ts";

/** Held by the kernel for as long as this process lives, so that it can be neither forgotten nor stolen by age (DB-11). */
export interface Lock extends AsyncDisposable {
  /** Told to whoever comes second. */
  say(address: string): void;
}

/** One Muster in one folder. Throws CannotStart naming the first. */
export async function lockFolder(home: string): Promise<Lock> {
  makeFolder(home);
  const name = socketName(fs.realpathSync(home));
  let says = "";
  const server = net.createServer((visitor) =>
    visitor.on("error", () => undefined).end(JSON.stringify({ pid: process.pid, says })),
  );
  for (let attempt = 0; !(await listens(server, name)); attempt++) {
    const holder = await ask(name);
    if (holder) throw new CannotStart(refusal(holder, home));
    // A socket file whose process was killed; a name without a file cannot be left behind.
    if (attempt > 2)
      throw new CannotStart(`The lock of ${home} cannot be taken. Is another Muster just starting there?`);
    fs.rmSync(name, { force: true });
  }
  return {
    say: (address) => void (says = address),
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

function makeFolder(home: string): void {
  try {
    fs.mkdirSync(home, { recursive: true, mode: 0o700 });
    fs.accessSync(home, fs.constants.W_OK);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "it failed";
    throw new CannotStart(`Nothing can be kept in ${home} (${why}). Name another folder in MUSTER_HOME.`);
  }
}

/** Linux has sockets without a file; elsewhere it is one in the folder for temporary things. */
function socketName(folder: string): string {
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return process.platform === "linux" ? `\0muster-${digest}` : path.join(os.tmpdir(), `muster-${digest}.sock`);
}

async function listens(server: net.Server, name: string): Promise<boolean> {
  server.listen(name);
  try {
    await once(server, "listening");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    throw error;
  }
}

interface Holder {
  pid: number;
  says: string;
}

async function ask(name: string): Promise<Holder | null> {
  const socket = net.connect(name).setEncoding("utf8");
  let text = "";
  socket.on("data", (part: string) => (text += part));
  try {
    await once(socket, "close");
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}

const refusal = ({ pid, says }: Holder, home: string): string =>
  `Muster already runs with its data in ${home} (process ${pid}${says ? `, ${says}` : ", just starting"}). Stop it there with Ctrl-C, or name another folder in MUSTER_HOME.`;
