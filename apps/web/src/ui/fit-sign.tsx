import type { ReactNode } from "react";

export type FitLevel = "yes" | "maybe" | "part" | "no";

const SIGN: Record<FitLevel, ReactNode> = {
  yes: <circle cx="6" cy="6" r="5.5" fill="currentColor" />,
  maybe: (
    <>
      <circle cx="6" cy="6" r="4.9" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 1.1a4.9 4.9 0 0 0 0 9.8z" fill="currentColor" />
    </>
  ),
  part: (
    <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="1.6 1.420" />
  ),
  no: <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />,
};

const WORD: Record<FitLevel, string> = { yes: "available", maybe: "if needed", part: "partly free", no: "not free" };

interface FitSignProps {
  fit: FitLevel;
  /** Replaces the plain word. `null` where a neighbour says it: then it is read aloud only. */
  words?: ReactNode | null;
}

/** How well an hour suits a person: a sign and its word. */
export function FitSign({ fit, words }: FitSignProps) {
  return (
    <span className="fit">
      <svg className={`sign sign-${fit}`} viewBox="0 0 12 12" aria-hidden="true">
        {SIGN[fit]}
      </svg>
      {words === null ? <span className="sr">{WORD[fit]}</span> : (words ?? WORD[fit])}
    </span>
  );
}

/** What the signs of a list mean; each row says it in words as well. */
export function FitLegend() {
  return (
    <span className="push legend2" aria-hidden="true">
      <FitSign fit="yes" words="Available" />
      <FitSign fit="maybe" words="If needed" />
      <FitSign fit="part" words="partly" />
      <FitSign fit="no" words="not free" />
    </span>
  );
}

/** One bar for each stretch of a meeting: solid available, hatched if needed, dotted not free. Words stand beside it. */
export function FitSpan({ cells }: { cells: readonly ("yes" | "maybe" | "no")[] }) {
  return (
    <span className="span" aria-hidden="true">
      {cells.map((cell, at) => (
        <i key={at} className={cell === "yes" ? "y" : cell === "maybe" ? "m" : undefined} />
      ))}
    </span>
  );
}
