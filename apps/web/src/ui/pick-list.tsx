import clsx from "clsx";
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { Input } from "./field.tsx";

export interface Pickable {
  key: string | number;
  /** What typing looks for. */
  words: string;
  inside: ReactNode;
  /** It stays visible, and cannot be chosen. */
  blocked?: boolean;
}

interface PickListProps<Item extends Pickable> {
  label: string;
  placeholder: string;
  items: readonly Item[];
  onPick: (item: Item) => void;
  /** Stands in the list's place when there is nothing to choose from. */
  empty: ReactNode;
  busy?: boolean;
}

/** A list one types into: the best stays on top, arrows go through it, Enter takes one. */
export function PickList<Item extends Pickable>({
  label,
  placeholder,
  items,
  onPick,
  empty,
  busy = false,
}: PickListProps<Item>) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const shown = matching(items, typed);
  const current = shown[Math.min(at, shown.length - 1)];
  const take = (item: Item | undefined) => {
    if (!item || item.blocked || busy) return;
    onPick(item);
    // Where one more can be chosen, the next name is typed at once.
    setTyped("");
    setAt(0);
  };
  const go = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const to = { ArrowDown: Math.min(last, at + 1), ArrowUp: Math.max(0, at - 1), PageDown: last, PageUp: 0 }[
      event.key
    ];
    if (to !== undefined) setAt(to);
    else if (event.key === "Enter") take(current);
    else return;
    event.preventDefault();
  };
  return (
    <div className="picks">
      <Input
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={current && `${id}-${current.key}`}
        autoComplete="off"
        placeholder={placeholder}
        value={typed}
        onKeyDown={go}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      {shown.length === 0 && (
        <p className="picks-none faint small">{items.length === 0 ? empty : "Nothing of that name."}</p>
      )}
      <ul id={id} role="listbox" aria-label={label} aria-busy={busy}>
        {shown.map((item, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above has the keys
          <li
            key={item.key}
            id={`${id}-${item.key}`}
            role="option"
            tabIndex={-1}
            ref={(row) => void (item === current && row?.scrollIntoView({ block: "nearest" }))}
            aria-selected={item === current}
            aria-disabled={item.blocked === true}
            className={clsx("pick-row", item === current && "at")}
            onPointerMove={() => setAt(index)}
            onClick={() => take(item)}
          >
            {item.inside}
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * Those in which every typed word begins a word, in the order they came; what begins with all that was typed, word for
 * word, goes before the others: `Group 2` before `Group 5 … 20:00`.
 */
export function matching<Item extends Pick<Pickable, "words">>(items: readonly Item[], typed: string): Item[] {
  const asked = wordsIn(typed);
  const found = items.filter((item) => {
    const words = wordsIn(item.words);
    return asked.every((word) => words.some((one) => one.startsWith(word)));
  });
  const exact = (item: Item) => asked.every((word, at) => wordsIn(item.words)[at] === word);
  return asked.length === 0 ? found : found.toSorted((a, b) => Number(exact(b)) - Number(exact(a)));
}

const wordsIn = (text: string): string[] =>
  text
    .toLocaleLowerCase()
    .split(/[\s(),·]+/)
    .filter(Boolean);
