import { once } from "node:events";
import { createServer } from "node:http";
import { readdirSync, readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { aScene, later } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { createApp } from "../app.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { deliverDue } from "./deliver-due.ts";
import { folderMailer } from "./email.ts";

/** What a mail program gets: each letter whole, as it was written. */
async function post(t: TestHouse): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "muster-post-"));
  try {
    await deliverDue(t.ctx(), folderMailer(folder));
    return readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function anActiveGroup(t: TestHouse) {
  const scene = await aScene(t, { members: 1 });
  await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
  await scene.bot.work();
  const [letter] = await post(t);
  const url = /^List-Unsubscribe: <(\S+)>\r$/m.exec(letter!)![1]!;
  return { ...scene, letter: letter!, url, token: url.split("/").at(-1)! };
}

const person = (t: TestHouse, { people }: Awaited<ReturnType<typeof anActiveGroup>>) =>
  t.as({ personId: people[0]!.id }).notifications;

test("a letter that can be declined carries the mail program's own button, and the same address in its foot [EM-3]", async () => {
  await using t = await testHouse();
  const { letter, url } = await anActiveGroup(t);
  expect(letter).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  expect(letter.split(url)).toHaveLength(4);
  expect(url.startsWith(`${t.house.config.appUrl}/unsubscribe/`)).toBe(true);
});

test("the mail program's press switches off this topic alone, by mail alone, with no cookie and no page [EM-3]", async () => {
  await using t = await testHouse();
  const scene = await anActiveGroup(t);
  const server = createServer(createApp(t.house)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const press = (token: string, method = "POST") =>
    fetch(`${base}/unsubscribe/${token}`, {
      method,
      ...(method === "POST" && {
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      }),
    });
  // A scanner that opens the address changes nothing.
  await press(scene.token, "GET");
  expect((await person(t, scene).mine()).topics.my_group.email).toBe(true);
  expect((await press(scene.token)).status).toBe(200);
  expect((await press(scene.token)).status).toBe(200);
  expect((await person(t, scene).mine()).topics).toEqual({
    my_group: { email: false, discord_dm: false },
    changes: { email: true, discord_dm: false },
    seats: { email: true, discord_dm: false },
  });
  expect((await press(`${scene.token.slice(0, -1)}_`)).status).toBe(404);
  server.close();
  server.closeAllConnections();
});

test("on its page the same link switches off and on again, without signing in, for a year [EM-3, EM-12]", async () => {
  await using t = await testHouse();
  const scene = await anActiveGroup(t);
  const { token } = scene;
  const nobody = t.asBot().notifications;
  expect(await nobody.subscription({ token })).toEqual({ topic: "my_group", wanted: true });
  await nobody.changeSubscription({ token, wanted: false });
  expect(await nobody.subscription({ token })).toEqual({ topic: "my_group", wanted: false });
  await nobody.changeSubscription({ token, wanted: true });
  expect((await person(t, scene).mine()).topics.my_group.email).toBe(true);
  later(t, 366 * 86_400_000);
  await expect(nobody.changeSubscription({ token, wanted: false })).rejects.toThrow("leads nowhere");
});
