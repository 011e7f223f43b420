import type { LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef, type ReactNode } from "react";

export interface MenuItem {
  label: ReactNode;
  icon?: LucideIcon;
  /** The key that does the same. */
  hint?: string;
  onSelect: () => void;
  /** Why it cannot be chosen now; it stays visible. */
  blocked?: string;
  danger?: boolean;
}

/** `trigger` is one button; its name says what the menu is about. */
export function Menu({ trigger, items }: { trigger: ReactNode; items: readonly MenuItem[] }) {
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild ref={opener}>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {items.map((item, at) => (
            <DropdownMenu.Item
              key={at}
              className={item.danger ? "menu-item btn-danger" : "menu-item"}
              onSelect={() => {
                // A dialog that the deed opens gives the focus back to where it was.
                opener.current?.focus();
                item.onSelect();
              }}
              disabled={item.blocked !== undefined}
            >
              {item.icon && <item.icon className="i" />}
              {item.label}
              {item.hint !== undefined && (
                <kbd className="push" aria-hidden="true">
                  {item.hint}
                </kbd>
              )}
              {item.blocked !== undefined && <span className="push faint small">{item.blocked}</span>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
