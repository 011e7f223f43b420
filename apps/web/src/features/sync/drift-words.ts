/** What restoring a thing would mean for the people in the group. */
export function restoringWords(kind: string): string {
  switch (kind) {
    case "text-channel":
      return "Restoring makes the channel as it was meant to be. Talk that was deleted cannot come back.";
    case "voice-channel":
      return "Restoring makes the voice channel again, for the same people.";
    case "category":
      return "Restoring makes the category again; channels move back into it.";
    case "event":
      return "Restoring puts the event back at the group's time.";
    case "access":
      return "Restoring gives and takes sight of the channels as the group's members need it.";
    default:
      return "Restoring posts it once more.";
  }
}
