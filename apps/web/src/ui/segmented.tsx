import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";

interface SegmentedProps<T extends string> {
  /** The question the choice answers, for those who hear the page. */
  label: string;
  value: T | undefined;
  options: readonly { value: T; label: ReactNode; disabled?: boolean }[];
  onChange: (value: T) => void;
  className?: string;
}

/** A few exclusive choices side by side: one radio group, arrows move between them. */
export function Segmented<T extends string>({ label, value, options, onChange, className }: SegmentedProps<T>) {
  return (
    <RadioGroup.Root
      className={`seg ${className ?? ""}`}
      aria-label={label}
      value={value ?? ""}
      onValueChange={(next) => onChange(next as T)}
      orientation="horizontal"
    >
      {options.map((option) => (
        <RadioGroup.Item key={option.value} value={option.value} disabled={option.disabled ?? false}>
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
