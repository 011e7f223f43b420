import type { EndingDeed } from "@muster/domain/ending";
import { CircleCheck, CircleSlash, Merge } from "lucide-react";
import type { MenuItem } from "../../ui/menu.tsx";

export type GroupEnding = Exclude<EndingDeed["verb"], "close" | "unrealize">;

interface Endable {
  group: { status: string };
  /** Whether there is another live group in the cohort. */
  hasOthers: boolean;
  onChoose: (verb: GroupEnding) => void;
}

/** The three ways a group can end (GR-9); each shows its plan first. */
export const endItems = ({ group, hasOthers, onChoose }: Endable): MenuItem[] => [
  {
    label: "Complete the group",
    icon: CircleCheck,
    onSelect: () => onChoose("complete"),
    ...(group.status === "preview" && { blocked: "it has never met" }),
  },
  {
    label: "Merge into another group",
    icon: Merge,
    onSelect: () => onChoose("merge"),
    ...(!hasOthers && { blocked: "there is no other" }),
  },
  { label: "Cancel the group", icon: CircleSlash, danger: true, onSelect: () => onChoose("cancel") },
];
