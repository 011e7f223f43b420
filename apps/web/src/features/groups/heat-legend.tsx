import { Check } from "lucide-react";
import type { CSSProperties } from "react";
import type { HeatLevel } from "./heat-model.ts";

const LEVELS: readonly HeatLevel[] = [0, 1, 2, 3, 4, 5, 6];

interface HeatLegendProps {
  outOf: number;
  /** Whose hours lie over the week. */
  person: string | null;
  lit: HeatLevel | null;
  onLight: (level: HeatLevel | null) => void;
}

/** What the colours mean; pointing at one shows where in the week it is (GR-3). */
export function HeatLegend({ outOf, person, lit, onLight }: HeatLegendProps) {
  return (
    <div className="legend">
      <span className="ramp" role="group" aria-label="Show where in the week this many are free">
        {LEVELS.map((level) => (
          <button
            key={level}
            type="button"
            className="sw sw-h"
            style={{ "--h": `var(--color-heat-${level})` } as CSSProperties}
            aria-label={rangeWords(level, outOf)}
            title={rangeWords(level, outOf)}
            aria-pressed={lit === level}
            onPointerEnter={() => onLight(level)}
            onPointerLeave={() => onLight(null)}
            onFocus={() => onLight(level)}
            onBlur={() => onLight(null)}
          />
        ))}
      </span>
      <span>
        0 to {outOf} free, <Check className="i i-sm" aria-hidden="true" /> everyone
      </span>
      <span>
        <i className="candkey" />
        meeting
      </span>
      <span className="own-key">
        {person === null ? (
          "Point at a person: their hours lie over the week"
        ) : (
          <>
            <i className="whokey who-a" />
            {person.split(" ")[0]} is free
            <i className="whokey who-i" />
            if needed
            <i className="whokey who-p" />
            some dates
          </>
        )}
      </span>
    </div>
  );
}

/** `2 to 3 of 8 free`: which counts have this darkness. */
export function rangeWords(level: HeatLevel, outOf: number): string {
  if (level === 0) return "nobody free";
  if (level === 6) return "everyone free";
  const from = Math.floor(((level - 1) * outOf) / 5) + 1;
  const until = Math.min(outOf - 1, Math.floor((level * outOf) / 5));
  if (until < from) return `no count of ${outOf} has this colour`;
  return from === until ? `${from} of ${outOf} free` : `${from} to ${until} of ${outOf} free`;
}
