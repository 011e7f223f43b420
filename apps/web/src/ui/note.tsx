import clsx from "clsx";
import { Check, CircleX, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const ICON = { info: Info, ok: Check, warn: TriangleAlert, fail: CircleX };

interface NoteProps {
  tone?: keyof typeof ICON;
  /** Said aloud as soon as it appears. */
  announce?: boolean;
  action?: ReactNode;
  children: ReactNode;
}

/** One sentence, and perhaps one thing to do. */
export function Note({ tone = "info", announce, action, children }: NoteProps) {
  const Icon = ICON[tone];
  return (
    <div
      className={clsx("note", tone !== "info" && `note-${tone}`)}
      role={announce ? (tone === "fail" ? "alert" : "status") : undefined}
    >
      <Icon className="i" />
      <div>{children}</div>
      {action && <div className="push">{action}</div>}
    </div>
  );
}
