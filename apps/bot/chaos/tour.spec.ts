import { expect, test } from "vitest";
import { unhit } from "./report.ts";
import { run } from "./run.ts";
import { tour } from "./tour.ts";

test("server, bot and PostgreSQL killed with -9 at every boundary lose nothing, double nothing, and tell everybody [RE-3, EV-2, NO-1, GW-1, DB-5]", async () => {
  const ran = await run(tour());
  expect(ran.outcomes.map(({ findings }) => findings)).toEqual(ran.outcomes.map(() => []));
  expect(ran.findings).toEqual([]);
  expect(unhit(ran)).toEqual([]);
});
