import { Membership } from "@muster/db/entities/membership";
import type { Person } from "@muster/db/entities/person";
import { aCohort, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { refusalOf } from "../../test/refusals.ts";
import { testServer, type TestServer } from "../../test/server-resource.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter } from "../notifications/email.ts";
import { tendLines } from "./tend-lines.ts";

const HOUR = 3_600_000;

test("fifty people click on one seat at once: one has it, and forty-nine read in one sentence that it was just filled, with the waiting list [JS-6, JS-11, DB-1]", async () => {
  await using server = await testServer();
  const cohort = await aCohort(server.em());
  const group = await aGroup(server.em(), { cohort, name: "Group 1", maxSize: 1 });
  const clients = [];
  for (let count = 0; count < 50; count++) {
    const person = await aPerson(server.em());
    await aSignup(server.em(), { person: person.id, cohort: cohort.id });
    clients.push(await server.as(person));
  }
  const answers = await Promise.all(
    clients.map((client) => refusalOf(client.groups.join.mutate({ groupId: group.id }))),
  );
  const refusals = answers.filter((answer) => answer !== null);
  expect(refusals).toHaveLength(49);
  for (const refusal of refusals)
    expect(refusal).toMatchObject({
      kind: "conflict",
      sentence: "Group 1 was just filled. Join its waiting list, or choose another group.",
      facts: { word: "just_filled", groupId: group.id },
    });
  expect(await server.em().count(Membership, { group: group.id, status: "active" })).toBe(1);
  const loser = clients[answers.findIndex((answer) => answer !== null)]!;
  expect(await loser.waiting.join.mutate({ groupId: group.id })).toMatchObject({ ahead: 0 });
});

interface Offered {
  person: Person;
  next: Person;
  letters: Letter[];
  token: string;
  groupId: number;
}

/** Somebody whom a mail offers a seat, and somebody behind them. */
async function anOffer(server: TestServer): Promise<Offered> {
  const cohort = await aCohort(server.em());
  const group = await aGroup(server.em(), { cohort, name: "Group 1", maxSize: 1 });
  const people: Person[] = [];
  for (const name of ["Holder", "Ann", "Ben"]) {
    const person = await aPerson(server.em(), { name, email: `${name}@example.org`, timeZone: "Europe/Berlin" });
    await aSignup(server.em(), { person: person.id, cohort: cohort.id });
    people.push(person);
  }
  const [holder, person, next] = people as [Person, Person, Person];
  await aMembership(server.em(), group, { person: holder.id });
  for (const one of [person, next]) await (await server.as(one)).waiting.join.mutate({ groupId: group.id });
  await (await server.as(holder)).groups.leave.mutate({ groupId: group.id });
  const letters = await delivered(server);
  const token = /\/offer\/(\S+)/.exec(letters[0]!.text)![1]!;
  return { person, next, letters, token, groupId: group.id };
}

async function delivered(server: TestServer): Promise<Letter[]> {
  const letters: Letter[] = [];
  await deliverDue(server.ctx(), { send: async (letter) => void letters.push(letter) });
  return letters;
}

const placeOf = async (server: TestServer, { id }: Person) =>
  (await server.em().find(Membership, { person: id, status: "active" })).map(({ group }) => group.id);

test("the offer comes by mail with its time in the reader's zone and a link that works without signing in, once [JS-11, EM-12]", async () => {
  await using server = await testServer();
  const { person, next, letters, token, groupId } = await anOffer(server);
  expect(letters.map(({ to }) => to)).toEqual(["Ann@example.org"]);
  expect(letters[0]!.subject).toBe("A seat in Group 1 – Tuesday 19:00 (Berlin)");
  expect(letters[0]!.text).toContain(
    "It is kept for you until Monday, 21 September 2026 at 12:00, Berlin time (Mon 10:00 UTC).",
  );
  expect(letters[0]!.text).not.toContain("Ben");
  const anybody = server.anonymous();
  // What a scanner does: it opens the page, and whatever the page reads.
  const page = await fetch(`${server.url}/offer/${token}`);
  await page.text();
  expect((await anybody.waiting.offer.query({ token })).open).toBe(true);
  expect(await placeOf(server, person)).toEqual([]);
  expect(await anybody.waiting.answer.mutate({ token, answer: "accept" })).toEqual({ sentence: "You are in Group 1." });
  expect(await placeOf(server, person)).toEqual([groupId]);
  expect(await anybody.waiting.answer.mutate({ token, answer: "accept" })).toEqual({ sentence: "You are in Group 1." });
  expect(await anybody.waiting.answer.mutate({ token, answer: "decline" })).toEqual({
    sentence: "You took this seat in Group 1.",
  });
  expect(await placeOf(server, person)).toEqual([groupId]);
  expect(await placeOf(server, next)).toEqual([]);
});

test("a link is good for its own offer and no longer than that: later, changed or made up it changes nothing [EM-12]", async () => {
  await using server = await testServer();
  const { person, next, token } = await anOffer(server);
  const anybody = server.anonymous();
  for (const other of [`${token}x`, token.replace(/^./, "z"), "nonsense"])
    expect(await refusalOf(anybody.waiting.answer.mutate({ token: other, answer: "accept" }))).toMatchObject({
      kind: "not_found",
    });
  server.now = new Date(server.now.getTime() + 24 * HOUR);
  const late = {
    sentence:
      "The time for this seat in Group 1 has passed, so that it went to the next in line. You can join the list again.",
  };
  expect(await anybody.waiting.answer.mutate({ token, answer: "accept" })).toEqual(late);
  await tendLines(server.ctx());
  expect(await anybody.waiting.answer.mutate({ token, answer: "accept" })).toEqual(late);
  expect([await placeOf(server, person), await placeOf(server, next)]).toEqual([[], []]);
  expect((await delivered(server)).map(({ to }) => to)).toEqual(["Ben@example.org"]);
});

test("a letter that is late for its offer is not sent, and one whose reader declined meanwhile neither [NO-9]", async () => {
  await using server = await testServer();
  const { next, token } = await anOffer(server);
  const said = await server.anonymous().waiting.answer.mutate({ token, answer: "decline" });
  expect(said.sentence).toBe("You declined the seat in Group 1, and it goes to the next in line.");
  const [wait] = await (await server.as(next)).waiting.mine.query();
  await (await server.as(next)).waiting.leave.mutate({ waitId: wait!.waitId });
  expect(await delivered(server)).toEqual([]);
});
