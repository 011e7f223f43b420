import type { DriftCardData } from "./health-words.ts";

/** What restoring a thing would mean for the people in the group. */
export function restoringWords({ kind, isDouble }: Pick<DriftCardData, "kind" | "isDouble">): string {
  if (isDouble)
    return "Removing it leaves the one the group has. What people wrote in the second one cannot come back.";
  switch (kind) {
    case "text-channel":
      return "Restoring makes the channel as it was meant to be, for the group's members. Talk that was deleted cannot come back.";
    case "voice-channel":
      return "Restoring makes the voice channel as it was meant to be, for the group's members.";
    case "category":
      return "Restoring makes the category as it was meant to be, hidden from everybody else.";
    case "event":
      return "Restoring puts the event as it was meant to be, at the group's own time.";
    case "access":
      return "Restoring gives and takes sight of the channels as the group's members need it.";
    case "welcome":
    case "message":
      return "Restoring posts it once more.";
  }
}

/** What taking over what hands did would mean. */
export function acceptingWords(kind: string): string {
  return kind === "event"
    ? "Accepting theirs moves the meeting in Muster with it, or cancels it where the event is gone. Members of an active group are told."
    : "Accepting theirs keeps it as it is now; another change is shown again.";
}
