import { ChevronDown, type LucideIcon } from "lucide-react";

export interface SelectOption<T extends string> {
  value: T;
  label: string;
  hint?: string;
}

interface SelectProps<T extends string> {
  id?: string;
  /** Needed where no Field names it. */
  label?: string;
  value: T | undefined;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
  placeholder?: string;
  icon?: LucideIcon;
  disabled?: boolean;
}

/** The platform's own list: it needs no style of its own under a strict policy, and phones know it. */
export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  placeholder,
  icon: Icon,
  ...rest
}: SelectProps<T>) {
  return (
    <span className={Icon ? "pick has-icon" : "pick"}>
      {Icon && <Icon className="i" />}
      <select
        className="select"
        aria-label={label}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value as T)}
        {...rest}
      >
        {value === undefined && (
          <option value="" disabled>
            {placeholder ?? "Choose"}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.hint ? `${option.label}, ${option.hint}` : option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="i" />
    </span>
  );
}
