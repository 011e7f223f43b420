import type { EndingDeed } from "@muster/domain/ending";

export interface EndingWords {
  title: string;
  /** What cannot be seen from the counts. */
  lead: string;
  /** The button, named by its effect. */
  deed: string;
  /** Afterwards. */
  done: string;
}

interface Names {
  /** The group's or the cohort's. */
  name: string;
  /** The other group's. */
  into: string | null;
  /** A merge of a preview, which has a way back. */
  hasUndo?: boolean;
}

/** What an ending is called before and after it. */
export function endingWords(deed: EndingDeed, { name, into, hasUndo = false }: Names): EndingWords {
  switch (deed.verb) {
    case "complete":
      return {
        title: `Complete ${name}?`,
        lead: "Its members keep reading its text channel, which moves into the archive. No channel is deleted.",
        deed: `Complete ${name}`,
        done: `${name} is completed.`,
      };
    case "cancel":
      return {
        title: `Cancel ${name}?`,
        lead: "Its channels move into the archive, out of its members' sight. No channel is deleted.",
        deed: `Cancel ${name}`,
        done: `${name} is cancelled.`,
      };
    case "merge":
      return {
        title: `Merge ${name} into ${into ?? "another group"}?`,
        lead: hasUndo
          ? "Everybody keeps their role and goes over. A preview has nothing on Discord, and undo brings it back as it was."
          : "Everybody keeps their role and is let into the other group first. Then the channels of this one move into the archive. No channel is deleted.",
        deed: `Merge into ${into ?? "…"}`,
        done: `${name} is merged into ${into ?? "another group"}.`,
      };
    case "close":
      return {
        title: `Close ${name}?`,
        lead:
          deed.as === "completed"
            ? "Members keep reading their text channels, which move into the archive. No channel is deleted."
            : "Channels move into the archive, out of their members' sight. No channel is deleted.",
        deed: deed.as === "completed" ? "Close as completed" : "Close as cancelled",
        done: deed.as === "completed" ? `${name} is completed.` : `${name} is cancelled.`,
      };
    case "unrealize":
      return {
        title: "Take what was realized back to preview?",
        lead: "What was created moves into the archive, out of its members' sight. No channel is deleted. Letters and messages that went out cannot be unsent.",
        deed: "Take back to preview",
        done: "The groups are back in preview.",
      };
  }
}

/** An ending whose members read why. */
export const takesReason = (deed: EndingDeed): boolean =>
  deed.verb === "cancel" || (deed.verb === "close" && deed.as === "cancelled");
