import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TravelNote } from "./travel-note.tsx";

const noteFor = (deviceZone: string, timeZone: string) =>
  renderToStaticMarkup(<TravelNote deviceZone={deviceZone} timeZone={timeZone} change={() => undefined} />);

test.each([
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Europe/Kiev", "Europe/Kyiv"],
])("whoever is at home is not told that they travel, whichever name their device has for it: %s [TZ-9]", (...zones) =>
  expect(noteFor(...zones)).toBe(""),
);

test.each([
  ["Europe/Lisbon", "Europe/London"],
  ["US/Eastern", "Canada/Eastern"],
])("whoever is elsewhere is told so, although a last name be the same: %s", (...zones) =>
  expect(noteFor(...zones)).toContain("This device is on"),
);
