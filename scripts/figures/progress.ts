/// <reference lib="dom" />
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { randomBytes, randomUUID } from "node:crypto";
import { BroadcastChannel } from "node:worker_threads";
import { startEmbedded } from "@muster/db/embedded";
import { migrate } from "@muster/db/migrate";
import { createOrm } from "@muster/db/orm";
import { seedDemo } from "@muster/db/seeds/demo";
import { createPool } from "@muster/scheduler/pool";
import { openWindow } from "../../apps/web/e2e/chromium.ts";
import { readConfig } from "../../apps/server/src/config.ts";
import { listen } from "../../apps/server/src/listen.ts";
import { createLog } from "../../apps/server/src/log.ts";
import { openHouse } from "../../apps/server/src/open-house.ts";
import { COUNTED } from "../../packages/scheduler/testing/counting-worker.ts";
import { freeFrom } from "../start/ports.ts";

/**
 * Prints how long it takes from a change of a run's counter, in the memory its threads share, until a browser's page of that
 * run shows it (aim: 200 ms). The thread changes the counter at odd moments and says when; the page writes down when each
 * figure stood in its document; both read this machine's clock. Needs the built web app and Chromium.
 */
const SECONDS = 40;
const webRoot = fileURLToPath(new URL("../../apps/web/dist", import.meta.url));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "muster-figures-"));
await using database = await startEmbedded({ dir: path.join(folder, "postgres") });
await migrate(database.url);
const orm = await createOrm({ clientUrl: database.url, poolSize: 2 });
await seedDemo(orm.em, new Date());
await orm.close(true);

const config = readConfig({
  PORT: String(await freeFrom("127.0.0.1", 3_900)),
  DATABASE_URL: database.url,
  SERVICE_TOKEN: randomBytes(32).toString("hex"),
  WEB_ROOT: webRoot,
});
await using house = await openHouse({
  config,
  clock: () => new Date(),
  chance: {
    token: () => randomBytes(32).toString("base64url"),
    uuid: randomUUID,
    below: (limit) => Math.floor(limit / 2),
  },
  log: createLog(config, { version: "figures" }, { write: () => undefined }),
  version: "figures",
  pool: createPool({
    threads: 1,
    worker: new URL("../../packages/scheduler/testing/counting-worker.ts", import.meta.url),
  }),
});
await using _server = await listen(house);

const changedAt = new Map<number, number>();
const told = new BroadcastChannel(COUNTED);
told.onmessage = ({ data }) => void changedAt.set(...(data as { 0: number; 1: number } as [number, number]));

await using window = await openWindow();
const page = await window.visitor(config.appUrl);
await page.goto("/sign-in");
await page.getByRole("button", { name: /organiser/i }).click();
await page.waitForURL("**/cohorts**");
await page.goto("/cohorts/1/schedule");
await page.locator("summary", { hasText: "Advanced" }).click();
await page.getByRole("textbox", { name: "At most" }).fill(String(SECONDS));
await page.getByRole("button", { name: /^Schedule \d+/ }).click();
await page.locator(".att b").waitFor();
const shownAt = await page.evaluate(async (seconds) => {
  const seen: [number, number][] = [];
  const look = () => {
    const shown = Number(document.querySelector(".att b")?.textContent?.replace(/\D/g, "") ?? 0);
    if (shown !== seen.at(-1)?.[0]) seen.push([shown, Date.now()]);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  await new Promise((resolve) => setTimeout(resolve, (seconds - 4) * 1_000));
  observer.disconnect();
  return seen;
}, SECONDS);
told.close();

const delays = shownAt
  .slice(1)
  .flatMap(([shown, at]) => (changedAt.has(shown) ? [at - changedAt.get(shown)!] : []))
  .toSorted((a, b) => a - b);
const share = (part: number): string => `${delays[Math.min(delays.length - 1, Math.floor(part * delays.length))]!} ms`;
console.log(`${delays.length} changes of the counter, each seen on the page (aim: 200 ms)`);
console.log(`median ${share(0.5)}, nine of ten within ${share(0.9)}, slowest ${share(1)}`);
fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
