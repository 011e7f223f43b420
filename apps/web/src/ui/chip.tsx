import clsx from "clsx";
import { Check, CircleX, Clock, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type ChipTone = "ok" | "wait" | "warn" | "fail" | "accent" | "off" | "preview";

const ICON: Partial<Record<ChipTone, LucideIcon>> = { ok: Check, wait: Clock, warn: TriangleAlert, fail: CircleX };

interface ChipProps {
  tone: ChipTone;
  icon?: LucideIcon;
  /** Without the tint behind it. */
  bare?: boolean;
  title?: string;
  children: ReactNode;
}

/** A state as icon and word; the colour comes third. */
export function Chip({ tone, icon, bare, title, children }: ChipProps) {
  const Icon = icon ?? ICON[tone];
  return (
    <span className={clsx("chip", tone !== "wait" && `chip-${tone}`, bare && "bare")} title={title}>
      {Icon && <Icon className="i" />}
      {children}
    </span>
  );
}
