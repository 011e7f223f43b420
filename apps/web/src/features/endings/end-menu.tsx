import type { EndingDeed } from "@muster/domain/ending";
import { CircleCheck, CircleSlash, Flag, Merge } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";

export type GroupEnding = Exclude<EndingDeed["verb"], "close">;

interface EndMenuProps {
  group: { name: string; status: string };
  /** Whether there is another live group in the cohort. */
  hasOthers: boolean;
  onChoose: (verb: GroupEnding) => void;
}

/** The three ways a group can end (GR-9); each shows its plan first. */
export function EndMenu({ group, hasOthers, onChoose }: EndMenuProps) {
  const preview = group.status === "preview";
  return (
    <Menu
      trigger={
        <Button icon={Flag} aria-label={`End ${group.name}`}>
          End…
        </Button>
      }
      items={[
        {
          label: "Complete",
          icon: CircleCheck,
          onSelect: () => onChoose("complete"),
          ...(preview && { blocked: "it has never met" }),
        },
        {
          label: "Merge into another group",
          icon: Merge,
          onSelect: () => onChoose("merge"),
          ...(!hasOthers && { blocked: "there is no other" }),
        },
        { label: "Cancel", icon: CircleSlash, danger: true, onSelect: () => onChoose("cancel") },
      ]}
    />
  );
}
