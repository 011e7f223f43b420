import type { ReactNode } from "react";

/** A row of figures. */
export function Stats({ children }: { children: ReactNode }) {
  return <div className="stats">{children}</div>;
}

interface StatProps {
  label: string;
  value: ReactNode;
  /** Small and grey after the figure: "of 58". */
  of?: ReactNode;
  note?: ReactNode;
}

export function Stat({ label, value, of, note }: StatProps) {
  return (
    <div className="stat">
      <div className="k">{label}</div>
      <div className="v">
        {value} {of !== undefined && <small>{of}</small>}
      </div>
      {note !== undefined && <div className="n">{note}</div>}
    </div>
  );
}
