import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A line that opens: the browser's own details, so it also works with find-in-page. */
export function Fold({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="fold" open={open}>
      <summary>
        <ChevronRight className="i" />
        {summary}
      </summary>
      {children}
    </details>
  );
}
