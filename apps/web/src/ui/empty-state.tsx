import type { ReactNode } from "react";

/** What this is, why it is empty, and one thing to do. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="plot" aria-hidden="true" />
      <b>{title}</b>
      {children && <span>{children}</span>}
      {action}
    </div>
  );
}
