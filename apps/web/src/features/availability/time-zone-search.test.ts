import { expect, test } from "vitest";
import { knownZones, searchZones, zoneOption } from "./time-zone-search.ts";

const OLD_BROWSER = [
  "Asia/Calcutta",
  "Asia/Katmandu",
  "Europe/Berlin",
  "America/New_York",
  "Pacific/Kiritimati",
  "America/Sao_Paulo",
];
const zones = knownZones(OLD_BROWSER);

test("a browser that lists Calcutta offers Kolkata once, found by either name [AG-7, TZ-9]", () => {
  expect(knownZones(["Asia/Calcutta", "Asia/Kolkata"]).filter((zone) => zone.startsWith("Asia/"))).toEqual([
    "Asia/Kolkata",
  ]);
  expect(searchZones(zones, "calcutta")).toEqual(["Asia/Kolkata"]);
  expect(searchZones(zones, "kolk")).toEqual(["Asia/Kolkata"]);
});

test("a city without a zone of its own leads to its neighbour's [AG-7]", () => {
  expect(searchZones(zones, "mumbai")).toEqual(["Asia/Kolkata"]);
  expect(searchZones(zones, "Munich")).toEqual(["Europe/Berlin"]);
  expect(searchZones(zones, "são paulo")).toEqual(["America/Sao_Paulo"]);
});

test("a word is found at its beginning, not in the middle of another", () => {
  expect(searchZones(zones, "ork")).toEqual([]);
  expect(searchZones(zones, "new york")).toEqual(["America/New_York"]);
  expect(searchZones(zones, "atlantis")).toEqual([]);
});

test("every zone of this runtime can be shown with its offset, also beyond the date line [AG-7]", () => {
  const at = new Date("2026-10-01T12:00:00Z");
  expect(zoneOption("Europe/Berlin", at)).toEqual({
    timeZone: "Europe/Berlin",
    city: "Berlin",
    offsets: "UTC+2, from 25 Oct UTC+1",
  });
  expect(zoneOption("Asia/Kathmandu", at).offsets).toBe("UTC+5:45");
  expect(zoneOption("Pacific/Kiritimati", at).offsets).toBe("UTC+14");
  expect(knownZones(Intl.supportedValuesOf("timeZone")).length).toBeGreaterThan(300);
});
