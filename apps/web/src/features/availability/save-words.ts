import { dayOf, timeOf } from "../../dates/instant-words.ts";

/** Where the painted week stands on its way to the server (AG-20). */
export type SaveStatus =
  | { kind: "nothing" }
  | { kind: "waiting" }
  | { kind: "saving" }
  | { kind: "saved"; at: Date }
  | { kind: "failed"; sentence: string; offline: boolean };

/** The words in the footer, in the wall time of the person's zone. */
export function saveWords(status: SaveStatus, at: Date, timeZone: string): string {
  switch (status.kind) {
    case "nothing":
      return "Saved as you paint";
    case "waiting":
    case "saving":
      return "Saving…";
    case "saved": {
      const today = dayOf(status.at, timeZone) === dayOf(at, timeZone);
      return `Saved ${today ? "" : `${dayOf(status.at, timeZone)}, `}${timeOf(status.at, timeZone)}`;
    }
    case "failed":
      return status.offline ? "Not saved: no connection. Kept on this device" : `Not saved. ${status.sentence}`;
  }
}
