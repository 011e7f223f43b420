import { useId, type ReactNode } from "react";
import { Content } from "./content.tsx";
import { useTitle } from "./use-title.ts";

interface DeskPageProps {
  title: ReactNode;
  /** Facts in grey beside the title. */
  sub?: ReactNode;
  /** At most one primary button among them, named by its effect. */
  actions?: ReactNode;
  /** The stage strip. */
  strip?: ReactNode;
  children: ReactNode;
}

/** A page at the desk: head with title and actions, then its cards. */
export function DeskPage({ title, sub, actions, strip, children }: DeskPageProps) {
  const titleId = useId();
  return (
    <Content className="page" aria-labelledby={titleId}>
      <header className="page-head">
        <div className="page-title">
          <h1 id={titleId}>{title}</h1>
          {sub && <span className="sub">{sub}</span>}
          {actions && <span className="push row">{actions}</span>}
        </div>
        {strip ?? <div className="page-gap" />}
      </header>
      <div className="page-body">{children}</div>
    </Content>
  );
}

interface DoorPageProps {
  /** What the browser's tab says. */
  tab: string;
  crumb?: ReactNode;
  title: ReactNode;
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A page at the door: where one is, the answer as its title, then what is next. */
export function DoorPage({ tab, crumb, title, lead, wide, children }: DoorPageProps) {
  const titleId = useId();
  useTitle(tab);
  return (
    <Content className={wide ? "wide" : undefined} aria-labelledby={titleId}>
      <div>
        {crumb && <p className="crumb">{crumb}</p>}
        <h1 id={titleId}>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {children}
    </Content>
  );
}
