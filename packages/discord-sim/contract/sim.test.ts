import { expect, test } from "vitest";
import { aPlace, type Place } from "../testing/place.ts";
import { BELIEFS } from "./beliefs.ts";

/** Requests that were granted although Discord's own description (where it lies beside the project) forbids them. */
const answeredAgainstTheDescription = ({ sim }: Place): object[] =>
  sim.snapshot().contract.problems.filter(({ outcome }) => outcome.startsWith("2"));

for (const { says, exercise } of BELIEFS)
  test(says, async () => {
    await using place = await aPlace();
    await exercise(place);
    expect(answeredAgainstTheDescription(place)).toEqual([]);
  });

test("500 channels are a full guild, categories and voice included", async () => {
  await using place = await aPlace();
  const { sim, guild } = place;
  const create = (type: number) => place.ask("POST", `/guilds/${guild}/channels`, { name: "x", type });
  while (sim.world.state.channels.size < 500)
    expect(await create(sim.world.state.channels.size % 2 ? 4 : 2)).toMatchObject({ status: 200 });
  expect(await create(0)).toMatchObject({ status: 400, code: 30_013 });
});
