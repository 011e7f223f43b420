import { countOf } from "../../ui/count-words.ts";
import type { GroupCard, GroupMember } from "./fit.ts";

/** What cannot be undone by a click: it is said before it is done (SC-22). */
export type Removal =
  | { what: "previews"; groups: readonly GroupCard[] }
  | { what: "group"; group: GroupCard }
  | { what: "member"; member: GroupMember; group: GroupCard };

interface RemovalWords {
  title: string;
  sentence: string;
  deed: string;
  done: string;
}

/** What would happen, before it does, with its count; and what is so afterwards. */
export function removalWords(removal: Removal): RemovalWords {
  switch (removal.what) {
    case "previews": {
      const groups = countOf(removal.groups.length, "group");
      const people = removal.groups.reduce((sum, { members }) => sum + members.length, 0);
      return {
        title: `Discard ${groups} in preview?`,
        sentence: `${countOf(people, "person waits", "people wait")} for a place again, as if nobody had scheduled. Active groups are not touched.`,
        deed: `Discard ${groups}`,
        done: `${groups} discarded.`,
      };
    }
    case "group":
      return {
        title: `Remove ${removal.group.name}?`,
        sentence: `Its ${countOf(removal.group.members.length, "person waits", "people wait")} for a place again. Nothing of it is on Discord.`,
        deed: "Remove 1 group",
        done: `${removal.group.name} is removed.`,
      };
    case "member":
      return {
        title: `Take ${removal.member.name} out of ${removal.group.name}?`,
        sentence:
          removal.group.status === "active"
            ? "Their sight of the channels ends within seconds. They wait for a place again."
            : "They wait for a place again, and the next run looks for one.",
        deed: "Take 1 person out",
        done: `${removal.member.name} is out of ${removal.group.name}.`,
      };
  }
}
