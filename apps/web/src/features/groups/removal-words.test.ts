import { expect, test } from "vitest";
import type { GroupCard, GroupMember } from "./fit.ts";
import { removalWords } from "./removal-words.ts";

const aGroup = (name: string, people: number, status: GroupCard["status"] = "preview") =>
  ({ name, status, members: Array.from({ length: people }, () => ({ name: "Ann" })) }) as GroupCard;

test("what cannot be taken back is said before it is done, with everything it touches counted [SC-22]", () => {
  const previews = removalWords({ what: "previews", groups: [aGroup("Group 1", 7), aGroup("Group 2", 6)] });
  expect(previews.title).toBe("Discard 2 groups in preview?");
  expect(previews.sentence).toContain("13 people wait for a place again");
  expect(removalWords({ what: "group", group: aGroup("Group 1", 1) }).sentence).toContain("1 person waits");
});

test("taking somebody out of an active group says that their sight of it ends, out of a preview does not", () => {
  const member = { name: "Ann Keller" } as GroupMember;
  const sentence = (status: GroupCard["status"]) =>
    removalWords({ what: "member", member, group: aGroup("Group 1", 5, status) }).sentence;
  expect(sentence("active")).toContain("sight of the channels ends");
  expect(sentence("preview")).not.toContain("channels");
});
