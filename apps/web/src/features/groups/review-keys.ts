/** What a key asks for at the review desk (GR-3, GR-4, GR-6). */
export type KeyAct =
  | "undo"
  | "redo"
  | "move"
  | "swap"
  | "pin"
  | "time"
  | "add"
  | "next_person"
  | "previous_person"
  | "next_group"
  | "previous_group"
  | "let_go"
  | "help";

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const PLAIN: Readonly<Record<string, KeyAct>> = {
  m: "move",
  s: "swap",
  p: "pin",
  t: "time",
  a: "add",
  ArrowRight: "next_person",
  ArrowLeft: "previous_person",
  ArrowDown: "next_group",
  ArrowUp: "previous_group",
  Escape: "let_go",
  "?": "help",
};

/** The deed a key stands for; letters count only without Ctrl, ⌘ and Alt, so that the browser keeps its own. */
export function keyAct({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): KeyAct | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === "z") return shiftKey ? "redo" : "undo";
    return letter === "y" && !shiftKey ? "redo" : null;
  }
  return PLAIN[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** The sheet that "?" shows. */
export const KEY_SHEET: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["↑", "↓"], does: "the group before, the group after" },
  { keys: ["←", "→"], does: "the person before, the person after: their hours lie over the week" },
  { keys: ["M"], does: "move this person to another group" },
  { keys: ["S"], does: "swap this person with another one" },
  { keys: ["P"], does: "pin this person, or with nobody chosen this group" },
  { keys: ["A"], does: "add somebody who has no place" },
  { keys: ["T"], does: "change the time of this group" },
  { keys: ["Ctrl Z", "⌘ Z"], does: "undo" },
  { keys: ["Ctrl Shift Z", "⌘ ⇧ Z"], does: "redo" },
  { keys: ["Esc"], does: "let go of the person, or of what is being dragged" },
  { keys: ["?"], does: "show these keys" },
];
