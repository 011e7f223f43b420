import { expect, test } from "vitest";
import { countOf, someNames } from "./count-words.ts";

test("one thing keeps the singular, and none takes the plural", () => {
  expect(countOf(1, "group")).toBe("1 group");
  expect(countOf(0, "group")).toBe("0 groups");
  expect(countOf(2, "person", "people")).toBe("2 people");
});

test("a long list of names ends in how many more there are, a short one in its last name", () => {
  expect(someNames(["Ann"])).toBe("Ann");
  expect(someNames(["Ann", "Ben", "Carla"])).toBe("Ann, Ben and Carla");
  expect(someNames(["Ann", "Ben", "Carla", "Dee"])).toBe("Ann, Ben, Carla and 1 other");
  expect(someNames(["Ann", "Ben", "Carla", "Dee", "Eli"], 2)).toBe("Ann, Ben and 3 others");
});
