import { expect, test } from "vitest";
import { peopleSearch } from "./people-search.ts";

const crowd = (size: number) => Array.from({ length: size }, (_, at) => ({ id: 900_000 + at, name: `Person ${at}` }));

test("a finding leads to exactly its people while they fit into an address, and to nobody else beyond [SC-5]", () => {
  expect(peopleSearch({ people: crowd(2), page: "groups" })).toEqual({ who: [900_000, 900_001] });
  expect(peopleSearch({ people: crowd(200), page: "people" })?.who).toHaveLength(200);
  expect(peopleSearch({ people: crowd(5_000), page: "people" })).toBeNull();
});

test("a finding about nobody in particular leads to everybody where it is about people at all", () => {
  expect(peopleSearch({ people: [], page: "people" })).toEqual({});
  expect(peopleSearch({ people: [], page: "groups" })).toBeNull();
});
