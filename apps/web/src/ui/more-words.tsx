import { Tooltip } from "radix-ui";
import { useState, type ReactNode } from "react";

interface MoreWordsProps {
  children: ReactNode;
  /** Lines told at hover, at focus and at a touch; without any the words stand alone. */
  lines: readonly string[];
}

/** Words with more to them: a dotted underline, reachable by keys; Escape lets them go. */
export function MoreWords({ children, lines }: MoreWordsProps) {
  const [open, setOpen] = useState(false);
  if (lines.length === 0) return children;
  return (
    <Tooltip.Provider delayDuration={150}>
      <Tooltip.Root open={open} onOpenChange={setOpen}>
        <Tooltip.Trigger
          type="button"
          className="more-words"
          onClick={(event) => {
            // A touch opens it too; the platform's own would close it.
            event.preventDefault();
            setOpen(true);
          }}
        >
          {children}
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className="more-lines" sideOffset={4} collisionPadding={8}>
            {lines.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
