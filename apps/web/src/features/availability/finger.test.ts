import { expect, test } from "vitest";
import { fingerMeant, isResting } from "./finger.ts";

test("a thumb that moves up or down scrolls the page and marks nothing [AG-11]", () => {
  expect(fingerMeant({ x: 4, y: -180 })).toBe("scroll");
  expect(fingerMeant({ x: -60, y: -90 })).toBe("scroll");
  expect(isResting({ x: 0, y: 11 })).toBe(false);
});

test("a tap that trembles is still a tap [AG-11]", () => {
  expect(fingerMeant({ x: 3, y: -4 })).toBe("tap");
});

test("sideways goes to other days: left to the later ones [AG-12]", () => {
  expect(fingerMeant({ x: -90, y: 12 })).toBe("later_days");
  expect(fingerMeant({ x: 90, y: 12 })).toBe("earlier_days");
});
