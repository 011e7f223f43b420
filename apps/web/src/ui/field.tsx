import clsx from "clsx";
import { useId, type ComponentProps, type ReactNode } from "react";

interface Wiring {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

interface FieldProps {
  label: ReactNode;
  /** One line below: what the value does, or its unit. */
  why?: ReactNode;
  /** What is asked of the value, in plain words; replaces `why`. */
  error?: string | undefined;
  children: (wiring: Wiring) => ReactNode;
}

/** A label, one control, and one line that belongs to it. */
export function Field({ label, why, error, children }: FieldProps) {
  const id = useId();
  const line = error ?? why;
  const wiring: Wiring = {
    id,
    ...(line ? { "aria-describedby": `${id}-line` } : {}),
    ...(error ? { "aria-invalid": true } : {}),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(wiring)}
      {line && (
        <span id={`${id}-line`} className={clsx("why", error && "is-error")} role={error ? "alert" : undefined}>
          {line}
        </span>
      )}
    </div>
  );
}

interface InputProps extends ComponentProps<"input"> {
  unit?: string;
}

export function Input({ unit, className, ...rest }: InputProps) {
  const look = clsx("input", rest.type === "number" && "num", className);
  if (!unit) return <input className={look} {...rest} />;
  return (
    <span className="unit">
      <input className={look} style={{ paddingRight: `calc(${unit.length}ch + 16px)` }} {...rest} />
      <span aria-hidden="true">{unit}</span>
    </span>
  );
}
