import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { useId, type ReactNode } from "react";

interface CheckboxProps {
  checked: boolean | "indeterminate";
  onChange: (checked: boolean) => void;
  /** A visible sentence; `label` instead where the row already says it. */
  children?: ReactNode;
  label?: string;
  disabled?: boolean;
}

export function Checkbox({ checked, onChange, children, label, disabled }: CheckboxProps) {
  const id = useId();
  const box = (
    <Radix.Root
      id={id}
      className={checked ? "box on" : "box"}
      checked={checked}
      onCheckedChange={(next) => onChange(next === true)}
      aria-label={label}
      disabled={disabled ?? false}
    >
      <Radix.Indicator>
        <Check className="i" />
      </Radix.Indicator>
    </Radix.Root>
  );
  if (!children) return box;
  return (
    <div className="check">
      {box}
      <label htmlFor={id}>{children}</label>
    </div>
  );
}
