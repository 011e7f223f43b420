import clsx from "clsx";
import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ComponentProps, MouseEvent, ReactNode } from "react";

export interface ButtonLook {
  variant?: "plain" | "primary" | "quiet" | "danger" | "link";
  size?: "small" | "normal" | "large";
  iconOnly?: boolean;
}

/** The same look for a link that acts as a button. */
export const buttonClass = ({ variant = "plain", size = "normal", iconOnly }: ButtonLook = {}): string =>
  clsx(
    "btn",
    variant !== "plain" && `btn-${variant}`,
    size === "small" && "btn-sm",
    size === "large" && "btn-lg",
    iconOnly && "btn-icon",
  );

interface ButtonProps extends ComponentProps<"button">, Omit<ButtonLook, "iconOnly"> {
  icon?: LucideIcon;
  /** An icon alone needs a name; it is also the tooltip. */
  label?: string;
  /** At work: it keeps the focus, and neither a press nor Enter in its form does anything. */
  busy?: boolean;
  children?: ReactNode;
}

/** Keeps a form from being sent, too: Enter in a field is a click on its button. */
const doNothing = (event: MouseEvent) => event.preventDefault();

export function Button({ variant, size, icon: Icon, label, busy, className, children, ...rest }: ButtonProps) {
  const look = buttonClass({ ...(variant && { variant }), ...(size && { size }), iconOnly: children === undefined });
  return (
    <button
      type="button"
      className={clsx(look, className)}
      aria-label={label}
      title={label}
      {...rest}
      {...(busy && { "aria-busy": true, "aria-disabled": true, onClick: doNothing })}
    >
      {busy ? <LoaderCircle className="i spin" /> : Icon && <Icon className="i" />}
      {children}
    </button>
  );
}
