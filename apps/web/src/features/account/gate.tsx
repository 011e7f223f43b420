import { useId, type ReactNode } from "react";
import { Mark, Wordmark } from "../../ui/brand.tsx";
import { Content } from "../../ui/content.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";
import { SharedHour } from "./shared-hour.tsx";
import { useViewer } from "./use-viewer.ts";
import "./gate.css";

/** The outer door: what Muster is on one side, what to do now on the other. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  const { rehearsal } = useViewer();
  const titleId = useId();
  useTitle(title);
  return (
    <>
      {rehearsal && (
        <header className="rehearse">
          <b>Rehearsal</b> Discord is played here. Nobody outside gets a message.
        </header>
      )}
      <div className="gate">
        <section className="lhs" aria-label="What Muster is">
          <span className="brand" role="img" aria-label="Muster">
            <Mark />
            <Wordmark />
          </span>
          <SharedHour />
          <div>
            <p className="claim">The hour you all share.</p>
            <p>
              Mark your week once. Muster forms study groups from everybody's hours, opens their rooms on Discord and
              keeps them in step.
            </p>
          </div>
        </section>
        <Content className="rhs" aria-labelledby={titleId}>
          <div className="in">
            <div className="row">
              <h1 id={titleId}>{title}</h1>
              <ThemeSwitch />
            </div>
            {children}
          </div>
        </Content>
      </div>
    </>
  );
}
