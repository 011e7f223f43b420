import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { aGroup, aPerson } from "@muster/db/testing/builders";
import { describe, expect, it } from "vitest";
import { onBehalfOf } from "../src/commands/invoker.ts";
import { beginScheduling } from "../src/scheduling/schedule-cohort.ts";
import { together } from "../src/transaction.ts";
import { untilWaiting } from "../testing/lock-waits.ts";
import { aCohortToSchedule, settings } from "./a-cohort-to-schedule.ts";
import { heldPool } from "./held-pool.ts";
import { refusalOf } from "./refusals.ts";
import { testServer, type TestServer } from "./server-resource.ts";

const KIM = { discordId: "700000000000000001", isAdministrator: true };

/** A server with its configured organiser, and Kim, who has just been made one. */
async function withKim(given?: Parameters<typeof testServer>[0]) {
  const server = await testServer(given);
  const desk = await server.organiser();
  const kim = await aPerson(server.em(), { name: "Kim", discordId: KIM.discordId });
  await desk.organisers.add.mutate({ personId: kim.id });
  return { server, desk, kim, asKim: await server.as(kim) };
}

const terms = async (server: TestServer, cohortId: number) => (await server.em().findOneOrFail(Cohort, cohortId)).name;

describe("who may sit at the desk [AD-7]", () => {
  it("an organiser gives the role to another person, who has every right of it at once, and takes it back [AD-7]", async () => {
    await using server = await testServer();
    const desk = await server.organiser();
    const kim = await aPerson(server.em(), { name: "Kim", discordId: KIM.discordId, discordUsername: "kim" });
    const asKim = await server.as(kim);
    expect(await refusalOf(asKim.cohorts.list.query())).toMatchObject({ sentence: "Only organisers can do this." });
    expect(await desk.organisers.candidates.query()).toEqual([
      { personId: kim.id, name: "Kim", discordUsername: "kim" },
    ]);
    await desk.organisers.add.mutate({ personId: kim.id });
    expect(await asKim.cohorts.list.query()).toEqual([]);
    expect(await desk.organisers.candidates.query()).toEqual([]);
    expect(await asKim.organisers.list.query()).toMatchObject([
      { name: "Olu Organiser", isConfigured: true, isYou: false, givenBy: null, givenAt: null },
      { name: "Kim", isConfigured: false, isYou: true, givenBy: "Olu Organiser", givenAt: server.now },
    ]);
    await desk.organisers.remove.mutate({ personId: kim.id });
    expect(await refusalOf(asKim.cohorts.list.query())).toMatchObject({ sentence: "Only organisers can do this." });
    const entries = await server.em().find(AuditEntry, { object: `person:${kim.id}` }, { orderBy: { id: "asc" } });
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ["organisers.add", "Olu Organiser"],
      ["organisers.remove", "Olu Organiser"],
    ]);
  });

  it.each(["the role [AD-7]", "the session [BR-8]"])(
    "what they watch ends with %s: not a word more after it",
    async (what) => {
      const { server: opened, desk, kim, asKim } = await withKim();
      await using server = opened;
      const group = await aGroup(server.em(), { name: "Before", status: "active", realizeRequestedAt: server.now });
      const seen: string[] = [];
      const [first, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const watching = asKim.realization.watch.subscribe(
        { cohortId: group.cohort.id },
        {
          onData: ({ data }) => {
            seen.push(JSON.stringify(data));
            first.resolve();
          },
          onComplete: ended.resolve,
          onError: () => ended.resolve(),
        },
      );
      await first.promise;
      await (what.startsWith("the role")
        ? desk.organisers.remove.mutate({ personId: kim.id })
        : asKim.account.signOut.mutate());
      await desk.groups.rename.mutate({ groupId: group.id, name: "Secret" });
      await ended.promise;
      watching.unsubscribe();
      expect(seen.join()).toContain("Before");
      expect(seen.join()).not.toContain("Secret");
    },
  );

  it("nobody becomes an organiser twice, without an account, or loses the configuration's role or their own [AD-7]", async () => {
    const { server: opened, desk, kim, asKim } = await withKim();
    await using server = opened;
    const stranger = await aPerson(server.em(), { name: "Ann", discordId: null });
    const [chief] = await desk.organisers.list.query();
    const said = async (asked: Promise<unknown>) => (await refusalOf(asked))?.sentence;
    expect(await said(desk.organisers.add.mutate({ personId: kim.id }))).toBe("Kim is an organiser already.");
    expect(await said(desk.organisers.add.mutate({ personId: chief!.personId! }))).toBe(
      "Olu Organiser is an organiser already.",
    );
    expect(await said(desk.organisers.add.mutate({ personId: stranger.id }))).toBe(
      "Ann has no Discord account here, and could not be known again as an organiser.",
    );
    expect(await said(asKim.organisers.remove.mutate({ personId: kim.id }))).toBe(
      "Another organiser can take your role away; you could not take it back yourself.",
    );
    expect(await said(asKim.organisers.remove.mutate({ personId: chief!.personId! }))).toBe(
      "This person is no organiser, or is one by the configuration.",
    );
    expect(await desk.organisers.list.query()).toHaveLength(2);
  });
});

describe("rights that are lost midway [AD-7]", () => {
  it("a change that is being made when its author's role is taken away is not kept [AD-7]", async () => {
    const { server: opened, desk, kim } = await withKim();
    await using server = opened;
    const { cohort } = await aCohortToSchedule(server.em());
    const begun = Promise.withResolvers<void>();
    const removed = Promise.withResolvers<void>();
    const own = await onBehalfOf(server.ctx(), { interactionId: "1", invoker: KIM });
    const change = together(own, async (tx) => {
      (await tx.em.findOneOrFail(Cohort, cohort.id)).name = "Changed";
      await tx.em.flush();
      begun.resolve();
      await removed.promise;
    });
    await begun.promise;
    await desk.organisers.remove.mutate({ personId: kim.id });
    removed.resolve();
    await expect(change).rejects.toThrow("You are no organiser any more, so nothing was changed.");
    expect(await terms(server, cohort.id)).toBe(cohort.name);
  });

  it("who takes a role away waits for the change that it still allowed [AD-7]", async () => {
    const { server: opened, desk, kim } = await withKim();
    await using server = opened;
    const { cohort } = await aCohortToSchedule(server.em());
    const allowed = Promise.withResolvers<void>();
    const on = Promise.withResolvers<void>();
    const own = await onBehalfOf(server.ctx(), { interactionId: "1", invoker: KIM });
    const mayStill: typeof own.mayStill = async (em) => {
      await own.mayStill!(em);
      allowed.resolve();
      await on.promise;
    };
    const order: string[] = [];
    const change = together({ ...own, mayStill }, async (tx) => {
      (await tx.em.findOneOrFail(Cohort, cohort.id)).name = "Changed";
    }).then(() => order.push("changed"));
    await allowed.promise;
    const removal = desk.organisers.remove.mutate({ personId: kim.id }).then(() => order.push("removed"));
    await untilWaiting(server.em(), 1);
    on.resolve();
    await Promise.all([change, removal]);
    expect(order).toEqual(["changed", "removed"]);
    expect(await terms(server, cohort.id)).toBe("Changed");
  });

  it("a run goes on to its end, and its result is not accepted for somebody who is no organiser any more [AD-7]", async () => {
    const pool = heldPool();
    const { server: opened, desk, kim } = await withKim({ pool });
    await using server = opened;
    const { cohort } = await aCohortToSchedule(server.em());
    const next = pool.next();
    const own = await onBehalfOf(server.ctx(), { interactionId: "1", invoker: KIM });
    const { runId, accepted } = await beginScheduling(own, { cohortId: cohort.id, settings });
    const run = await next;
    await desk.organisers.remove.mutate({ personId: kim.id });
    await run.finish();
    await expect(accepted).rejects.toThrow("You are no organiser any more");
    expect(await server.em().findOneOrFail(ScheduleRun, runId)).toMatchObject({ status: "done" });
    expect(await server.em().count(Group, { cohort: cohort.id })).toBe(0);
    // Somebody who may finds it as it was left.
    expect((await desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("pages hear no more than is theirs from the moment the role is gone [AD-7]", async () => {
    const { server: opened, desk, kim, asKim } = await withKim();
    await using _server = opened;
    const over = Promise.withResolvers<void>();
    const heard: string[] = [];
    const listening = Promise.withResolvers<void>();
    const subscription = asKim.events.follow.subscribe(
      {},
      {
        onData: ({ data }) => (heard.push(data.topic), listening.resolve()),
        onStopped: () => over.resolve(),
        onError: (error) => over.reject(error),
        onComplete: () => over.resolve(),
      },
    );
    await listening.promise;
    await desk.organisers.remove.mutate({ personId: kim.id });
    await over.promise;
    subscription.unsubscribe();
    expect(heard).not.toContain("cohort");
  });
});
