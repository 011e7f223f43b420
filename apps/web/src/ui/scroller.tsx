import type { ReactNode } from "react";

/** What is wider than a phone scrolls sideways inside its card; by keyboard too, so it takes the focus. */
export function Scroller({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keys
    <div className="scrolls" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
