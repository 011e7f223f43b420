import { expect, test } from "vitest";
import { leftOutWords } from "./left-out-words.ts";

test("whoever is left out is listed with by whom, when and, where it was said, why [SC-14]", () => {
  const since = new Date("2026-10-06T17:00:00Z");
  expect(leftOutWords({ since, by: "Kim", because: "Comes in spring" }, "Europe/London")).toBe(
    "By Kim, Tue 6 Oct, 18:00 (London): “Comes in spring”",
  );
  expect(leftOutWords({ since, by: null, because: null }, "Europe/London")).toBe(
    "By an organiser, Tue 6 Oct, 18:00 (London)",
  );
});
