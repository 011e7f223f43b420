import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** The effects, before one agrees to them. */
  description?: ReactNode;
  children?: ReactNode;
  /** The way back first, the deed last, named by its effect. */
  actions: ReactNode;
  /** Room for a table or a list of facts. */
  wide?: boolean;
}

/** The scrim is ours: Radix' own would lock scrolling with a style element, which the policy of this app forbids. */
export function Dialog({ open, onOpenChange, title, description, children, actions, wide }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className="scrim">
          <Radix.Content
            className={wide ? "dialog dialog-wide" : "dialog"}
            {...(description === undefined && { "aria-describedby": undefined })}
          >
            <Radix.Title asChild>
              <h2>{title}</h2>
            </Radix.Title>
            {description !== undefined && (
              <Radix.Description asChild>
                <div className="dim">{description}</div>
              </Radix.Description>
            )}
            {children}
            <div className="acts">{actions}</div>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
