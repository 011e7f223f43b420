import clsx from "clsx";
import type { ReactNode } from "react";

/** First letters of the first and the last word of a name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? "")][0]?.toLocaleUpperCase() ?? "").join("");
}

/** A name keeps its tint from page to page. */
function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 9973;
  return (sum % 5) + 1;
}

export function Face({ name, large }: { name: string; large?: boolean }) {
  return (
    <span className={clsx("face", `face-${tintOf(name)}`, large && "face-lg")} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** A face with its name; `children` stand after it. */
export function Person({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <span className="person">
      <Face name={name} />
      <b>{name}</b>
      {children}
    </span>
  );
}

export function PersonChip({ name, shown, children }: { name: string; shown?: string; children?: ReactNode }) {
  return (
    <span className="pchip">
      <Face name={name} />
      {shown ?? name}
      {children}
    </span>
  );
}
