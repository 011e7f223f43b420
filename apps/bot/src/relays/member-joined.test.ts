import { expect, test } from "vitest";
import { relayMembers } from "./member-joined.ts";

const until = async (done: () => boolean) => {
  for (let turns = 0; turns < 1_000 && !done(); turns++) await Promise.resolve();
  expect(done()).toBe(true);
};

function scene({ fails = 0, hopeless = false } = {}) {
  const heard: unknown[] = [];
  let left = fails;
  const say = async (what: unknown) => {
    if (left-- > 0) throw new Error("away");
    heard.push(what);
  };
  const relay = relayMembers({
    server: { guildMemberChanged: say, guildMembers: say },
    pause: async () => {},
    isHopeless: () => hopeless,
    onTrouble: () => {},
  });
  return { relay, heard };
}

test("what happened while the server was away is told in order, the latest word about each person", async () => {
  const { relay, heard } = scene({ fails: 3 });
  relay.tell("1", "joined");
  relay.tell("2", "joined");
  relay.tell("1", "left");
  await until(() => heard.length === 2);
  expect(heard).toEqual([
    { discordId: "2", change: "joined" },
    { discordId: "1", change: "left" },
  ]);
});

test("a whole list makes earlier words superfluous; later ones follow it", async () => {
  const { relay, heard } = scene({ fails: 1 });
  relay.tell("1", "joined");
  relay.tellAll(["1", "2"]);
  relay.tell("2", "left");
  await until(() => heard.length === 2);
  expect(heard).toEqual([["1", "2"], { discordId: "2", change: "left" }]);
});

test("what the server will not hear is not said for ever", async () => {
  const { relay, heard } = scene({ fails: 1, hopeless: true });
  relay.tell("1", "joined");
  relay.tell("2", "joined");
  await until(() => heard.length === 1);
  expect(heard).toEqual([{ discordId: "2", change: "joined" }]);
});
