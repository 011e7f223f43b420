import type { ReactNode } from "react";
import { Gate } from "./gate.tsx";

interface LinkGateProps {
  title: string;
  /** Why the link leads nowhere; null while it leads somewhere. */
  lost: string | null;
  children: ReactNode;
}

/** Behind a letter's button: what it asks, or the same page for every link that leads nowhere. */
export function LinkGate({ title, lost, children }: LinkGateProps) {
  if (lost === null) return <Gate title={title}>{children}</Gate>;
  return (
    <Gate title="This link leads nowhere">
      <p className="dim">{lost}</p>
    </Gate>
  );
}
