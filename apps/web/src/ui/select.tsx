import { Check, ChevronDown, type LucideIcon } from "lucide-react";
import { Select as Radix } from "radix-ui";

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

export function Select<T extends string>({
  id,
  label,
  value,
  options,
  onChange,
  placeholder,
  icon: Icon,
  disabled,
  ...rest
}: SelectProps<T>) {
  return (
    <Radix.Root value={value ?? ""} onValueChange={(next) => onChange(next as T)} {...(disabled && { disabled })}>
      <Radix.Trigger className="select" id={id} aria-label={label} {...rest}>
        {Icon && <Icon className="i" />}
        <Radix.Value placeholder={placeholder} />
        <ChevronDown className="i" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu menu-select" position="popper" sideOffset={4}>
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item className="menu-item" key={option.value} value={option.value}>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint && <span className="faint small">{option.hint}</span>}
                <Radix.ItemIndicator className="push">
                  <Check className="i i-sm" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
