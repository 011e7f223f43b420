import { expect, test } from "vitest";
import { deedWords, doneWords, inverseOf, type Deed } from "./deed.ts";
import { afterDoing, afterRedoing, NOTHING_DONE, redoing, undoing, type DeedStack } from "./deed-stack.ts";

const [g2, g5] = [
  { groupId: 2, name: "Group 2" },
  { groupId: 5, name: "Group 5" },
];
const ann = { personId: 1, name: "Ann" };
const move: Deed = { what: "place", person: ann, from: g2, to: g5 };
const later: Deed = { what: "time", group: g5, city: "London", from: 1_080, to: 1_110 };
const swap: Deed = { what: "swap", one: { ...ann, in: g2 }, other: { personId: 2, name: "Ben", in: g5 } };

test("undo goes back through everything, the latest first, and redo forward again [GR-6]", () => {
  const two = [move, later].reduce(afterDoing, NOTHING_DONE);
  const first = undoing(two)!;
  expect(first.deed).toEqual({ ...later, from: 1_110, to: 1_080 });
  const second = undoing(first.after)!;
  expect(second.deed).toEqual({ ...move, from: g5, to: g2 });
  expect(undoing(second.after)).toBeNull();
  const again = redoing(second.after)!;
  expect(again.deed).toEqual(move);
  expect(redoing(again.after)!.after).toEqual(two);
});

test("a hundred deeds are all taken back [GR-6]", () => {
  let stack: DeedStack = Array.from({ length: 100 }, () => move).reduce(afterDoing, NOTHING_DONE);
  let steps = 0;
  for (let next = undoing(stack); next; next = undoing(stack)) {
    stack = next.after;
    steps += 1;
  }
  expect(steps).toBe(100);
});

test("what was taken back cannot be brought back over something newer [GR-6]", () => {
  const { after } = undoing(afterDoing(NOTHING_DONE, move))!;
  expect(redoing(afterDoing(after, later))).toBeNull();
});

test("the inverse of a swap puts both back where they were [GR-4, GR-6]", () => {
  expect(inverseOf(swap)).toMatchObject({ one: { name: "Ann", in: g5 }, other: { name: "Ben", in: g2 } });
  expect(inverseOf(inverseOf(swap))).toEqual(swap);
});

test("a deed says what is so now, with weekday, hour and city where an hour changed [GR-6]", () => {
  expect(doneWords(move)).toBe("Ann is in Group 5 now.");
  expect(doneWords({ ...move, to: null })).toBe("Ann is out of Group 2 and waits for a place.");
  expect(doneWords(later)).toBe("Group 5 meets Mon 18:30 (London) now.");
  expect(doneWords(swap)).toBe("Ann is in Group 5 now, Ben in Group 2.");
  expect(deedWords(inverseOf(move))).toBe("Ann to Group 2");
});

test("a group made again has another number, which what follows then means [GR-6, GR-9]", () => {
  const made: Deed = {
    what: "create",
    weekday: 0,
    startMinute: 1_080,
    name: null,
    made: { groupId: 9, name: "Group 9" },
    auditId: 40,
    back: false,
  };
  const into: Deed = { what: "place", person: ann, from: g2, to: made.made };
  const both = [made, into].reduce(afterDoing, NOTHING_DONE);
  const none = undoing(undoing(both)!.after)!;
  expect(none.deed).toEqual({ ...made, back: true });
  const again: Deed = { ...made, made: { groupId: 12, name: "Group 9" }, auditId: 44 };
  const after = afterRedoing(redoing(none.after)!.after, again);
  expect(redoing(after)!.deed).toEqual({ ...into, to: { groupId: 12, name: "Group 9" } });
  expect(undoing(after)!.deed).toEqual({ ...again, back: true });
});

test("a shift is taken back with the place it made possible [SC-14, GR-6]", () => {
  const shift: Deed = { what: "shift", person: ann, group: g5, city: "London", from: 1_080, to: 1_110, back: false };
  expect([doneWords(shift), doneWords(inverseOf(shift))]).toEqual([
    "Group 5 meets Mon 18:30 (London) now, and Ann is in it.",
    "Group 5 meets Mon 18:00 (London) again, and Ann waits for a place.",
  ]);
});

test("a split and a merge say what is so, and what so is again once they are taken back [GR-6, GR-9]", () => {
  const split: Deed = { what: "split", group: g2, people: [ann], made: g5, auditId: 3, back: false };
  expect([doneWords(split), doneWords(inverseOf(split))]).toEqual([
    "1 person is in Group 5 now.",
    "1 person is back in Group 2.",
  ]);
  const merge: Deed = { what: "merge", group: g2, into: g5, auditId: 4, back: false };
  expect([doneWords(merge), doneWords(inverseOf(merge))]).toEqual([
    "Everybody of Group 2 is in Group 5 now.",
    "Group 2 is there again, with its people.",
  ]);
});
