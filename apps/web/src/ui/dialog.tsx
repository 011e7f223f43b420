import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { returnFocus } from "./content.tsx";

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

/**
 * The focus goes back to where it was when the dialog opened, whatever opened it, or to the page where that is gone.
 *
 * The scrim is ours: Radix' own would lock scrolling with a style element, which the policy of this app forbids.
 */
export function Dialog({ open, onOpenChange, title, description, children, actions, wide }: DialogProps) {
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className="scrim">
          <Radix.Content
            className={wide ? "dialog dialog-wide" : "dialog"}
            onOpenAutoFocus={() => {
              opener.current = document.activeElement;
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              returnFocus(opener.current);
            }}
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
