import { expect, test } from "vitest";
import { chosenMeeting, effectsOf, forGoodWords, hostCard, meetingWords, type HomeMeeting } from "./visit-words.ts";
import { lostWords, visitSteps, type LostVisit, type MyVisit } from "./visit-steps.ts";

const host: HomeMeeting["hosts"][number] = {
  meetingId: 52,
  groupId: 5,
  name: "Group 5",
  startsAt: new Date("2026-10-15T17:00:00Z"),
  endsAt: new Date("2026-10-15T18:30:00Z"),
  opensAt: new Date("2026-10-09T17:00:00Z"),
  closesAt: new Date("2026-10-18T18:30:00Z"),
  seatsLeft: 1,
  facilitator: "Kim Osei",
  fit: "not_free",
  fitSentence: "Not in your times",
  overlaps: false,
  notBecause: null,
};
const meeting: HomeMeeting = {
  meetingId: 12,
  number: 2,
  startsAt: new Date("2026-10-13T17:00:00Z"),
  endsAt: new Date("2026-10-13T18:30:00Z"),
  visiting: null,
  hosts: [host],
};
const timeZone = "Europe/Berlin";
const EARLY = new Date("2026-10-05T12:00:00Z");
const WITHIN = new Date("2026-10-14T12:00:00Z");

test("a host's card says when it meets and when its rooms are open, on the reader's own clock and week [JS-2, JS-14]", () => {
  // Thursdays 19:00 to 20:00 are painted: the last half hour is not.
  const week = { available: [{ start: 3 * 1_440 + 19 * 60, end: 3 * 1_440 + 20 * 60 }], ifNeeded: [] };
  expect(hostCard(host, { timeZone, week, at: EARLY })).toMatchObject({
    when: "Thu 19:00",
    which: "15 Oct, Group 5",
    cells: ["yes", "yes", "no"],
    level: "part",
    open: "Its rooms are open to you from Fri 9 Oct, 19:00 (Berlin), until Sun 18 Oct, 20:30 (Berlin).",
    seats: "1 seat left",
  });
  expect(hostCard({ ...host, overlaps: true }, { timeZone, week, at: EARLY }).level).toBe("no");
  expect(hostCard(host, { timeZone: "Asia/Kathmandu", week: null, at: WITHIN })).toMatchObject({
    when: "Thu 22:45",
    open: "Its rooms are open to you at once, until Mon 19 Oct, 00:15 (Kathmandu).",
  });
});

test("one's meetings carry their number and moment, and what has been decided about them [JS-2]", () => {
  const seen = { timeZone, at: EARLY };
  expect(meetingWords(meeting, seen)).toBe("Meeting 2, Tue 13 Oct, 19:00 (Berlin)");
  expect(meetingWords({ ...meeting, visiting: "Group 5" }, seen)).toMatch(/: you visit Group 5$/);
  expect(meetingWords(meeting, { timeZone, at: WITHIN })).toMatch(/: already held$/);
});

test("the meeting in the address is shown; without one the next that is still to be decided [JS-2]", () => {
  const [first, second, third] = [
    { ...meeting, number: 1, startsAt: EARLY },
    { ...meeting, visiting: "Group 5" },
    { ...meeting, number: 3, startsAt: new Date("2026-10-20T17:00:00Z") },
  ];
  const all = [first, second, third];
  expect(chosenMeeting(all, 2, EARLY)).toBe(second);
  expect(chosenMeeting(all, 9, EARLY)).toBe(third);
  expect(chosenMeeting([first], undefined, WITHIN)).toBe(first);
  expect(chosenMeeting([], 2, EARLY)).toBeUndefined();
});

test("before one agrees, every effect is said with its date: seat, rooms, who is told, and the way back [JS-7]", () => {
  const said = (at: Date) => effectsOf({ host, meeting, home: "Group 1" }, { timeZone, at }).join(" ");
  expect(said(EARLY)).toContain("Your seat in Group 1 stays yours.");
  expect(said(EARLY)).toContain(
    "open to you on Fri 9 Oct, 19:00 (Berlin) and close again on Sun 18 Oct, 20:30 (Berlin)",
  );
  expect(said(EARLY)).toContain("Group 1 is told now that you visit Group 5. Group 5 is told when its rooms open");
  expect(said(WITHIN)).toContain("open to you within seconds");
  expect(said(WITHIN)).toContain("Group 5 is told now");
  expect(said(WITHIN)).toContain("You can take it back until the meeting begins.");
});

test("for good is said with the meeting it counts from [JS-2]", () => {
  expect(forGoodWords(meeting, "Group 1")).toBe("From meeting 2 on: you leave Group 1 for the group you choose.");
  expect(forGoodWords(undefined, "Group 1")).toBe("You leave Group 1 for the group you choose.");
});

const visit: MyVisit = {
  visitId: 4,
  cohortId: 3,
  number: 2,
  homeMeetingId: 12,
  hostMeetingId: 52,
  host: { groupId: 5, name: "Group 5" },
  home: "Group 1",
  startsAt: host.startsAt,
  endsAt: host.endsAt,
  opensAt: host.opensAt,
  closesAt: host.closesAt,
  state: "open",
  mayCancel: true,
  discord: { access: "granted", text: null, voice: null },
};

test("a visit's list promises nothing that is not so, and asks for one thing at most [JS-9]", () => {
  const states = (change: Partial<MyVisit>) => visitSteps({ ...visit, ...change }, timeZone).map(({ state }) => state);
  const off = { access: "off" as const, text: null, voice: null };
  expect(states({ state: "ahead", discord: off })).toEqual(["done", "ahead", "ahead"]);
  expect(states({})).toEqual(["done", "done", "done"]);
  expect(states({ discord: { ...off, access: "waiting" } })).toEqual(["done", "done", "ahead"]);
  const [, , rooms] = visitSteps({ ...visit, discord: { ...off, access: "waiting_for_you" } }, timeZone);
  expect(rooms).toMatchObject({ state: "now", deed: "join_server" });
  expect(visitSteps({ ...visit, state: "ahead", discord: off }, timeZone)[2]!.sentence).toBe(
    "Open to you from Fri 9 Oct, 19:00 (Berlin), until Sun 18 Oct, 20:30 (Berlin)",
  );
});

test.each<[LostVisit["because"], string]>([
  ["host_ended", "Group 5 has ended."],
  ["host_moved", "Group 5 has moved that meeting."],
  ["stay_ended", "you are no longer in Group 1."],
])("a visit that was lost (%s) says why, and blames nobody [JS-14]", (because, why) => {
  const lost = { visitId: 4, cohortId: 3, number: 2, host: "Group 5", home: "Group 1", because };
  expect(lostWords(lost)).toBe(`Your visit to Group 5 for meeting 2 is off: ${why}`);
});
