import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../packages/discord-sim/src/main.ts", import.meta.url));

export interface SimulatedPerson {
  id: string;
  username: string;
  global_name: string;
}

export interface Application {
  clientId: string;
  clientSecret: string;
  token: string;
}

/** A simulated Discord started by hand, with an application and people of its own. */
export async function startSimulator(
  application: Application,
  [owner, ...users]: readonly SimulatedPerson[],
): Promise<AsyncDisposable & { origin: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), "muster-discord-"));
  const seed = path.join(folder, "seed.json");
  writeFileSync(seed, JSON.stringify({ guildName: "A real course", owner, users }));
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env["PATH"],
      DISCORD_SIM_PORT: "0",
      DISCORD_SIM_DATA: path.join(folder, "guild"),
      DISCORD_SIM_SEED: seed,
      DISCORD_BOT_TOKEN: application.token,
      DISCORD_CLIENT_ID: application.clientId,
      DISCORD_CLIENT_SECRET: application.clientSecret,
      MUSTER_CHILD: "1",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let said = "";
  const ended = once(child, "exit");
  while (!said.includes("is ready")) {
    const more = await Promise.race([once(child.stdout, "data"), ended.then(() => null)]);
    if (more === null) throw new Error(`the simulator ended: ${said}`);
    said += String(more[0]);
  }
  return {
    origin: /ready: (http:\/\/127\.0\.0\.1:\d+)/.exec(said)![1]!,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
