import type { Subject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { openEar } from "./ear.ts";
import type { Listener } from "./server.ts";

/** A server that tells an end to whoever unsubscribes, as the client library does. */
function scene() {
  const subscribed: Listener<Subject>[] = [];
  const pauses: (() => void)[] = [];
  const troubles: string[] = [];
  const lease = { held: true };
  const ear = openEar({
    server: {
      due: (_epoch, listener) => {
        subscribed.push(listener);
        return () => listener.onError(new Error("ended"));
      },
    },
    lease: () => ({ isHeld: () => lease.held, epoch: () => 4 }) as never,
    knowsWhere: () => true,
    onBell: () => {},
    pause: () => new Promise((resolve) => pauses.push(resolve)),
    onTrouble: (error) => troubles.push((error as Error).message),
  });
  const pass = async () => {
    for (const over of pauses.splice(0)) over();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ear, subscribed, troubles, lease, pass };
}

test("a subscription that breaks is made again after a moment, one that was closed on purpose is not [EV-13]", async () => {
  const { ear, subscribed, troubles, pass } = scene();
  ear.listen();
  ear.listen();
  await pass();
  await pass();
  expect(subscribed).toHaveLength(2);
  expect(troubles).toEqual([]);
  subscribed[1]!.onError(new Error("broken"));
  await pass();
  expect(subscribed).toHaveLength(3);
  expect(troubles).toEqual(["broken"]);
  ear.close();
  await pass();
  expect(subscribed).toHaveLength(3);
});

test("nobody listens without the right to act, and whoever wins it again does", async () => {
  const { ear, subscribed, lease, pass } = scene();
  ear.listen();
  lease.held = false;
  subscribed[0]!.onError(new Error("broken"));
  await pass();
  expect(subscribed).toHaveLength(1);
  lease.held = true;
  ear.listen();
  expect(subscribed).toHaveLength(2);
});
