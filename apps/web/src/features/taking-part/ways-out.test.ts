import { expect, test } from "vitest";
import { waysOut, wayWords } from "./ways-out.ts";

test("one can leave what one has, pause always, and come later where there is a later cohort [JS-13]", () => {
  const ways = (hasGroup: boolean, later: number) => waysOut({ hasGroup, later }).map(({ value }) => value);
  expect(ways(true, 2)).toEqual(["leave", "pause", "later"]);
  expect(ways(true, 0)).toEqual(["leave", "pause"]);
  expect(ways(false, 0)).toEqual(["pause"]);
});

test("each way says what becomes of the seat before anybody chooses it, and only of a seat one has [JS-13]", () => {
  const named = { course: "AI Safety", group: "Group 3", later: "January" };
  for (const way of ["pause", "later"] as const) {
    expect(wayWords(way, named).effect).toContain("Your seat becomes free.");
    expect(wayWords(way, { ...named, group: null }).effect).not.toContain("seat");
  }
  expect(wayWords("later", named)).toMatchObject({ verb: "Come to January" });
  expect(wayWords("later", named).effect).toContain("stays in your history");
});
