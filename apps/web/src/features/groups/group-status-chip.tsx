import type { GroupStatus } from "@muster/domain/group";
import { CircleCheck, CircleSlash, Merge, Play } from "lucide-react";
import { Chip } from "../../ui/chip.tsx";

interface GroupStatusChipProps {
  status: GroupStatus;
  /** Its realization was asked for and has not come to its end. */
  realizing?: boolean;
}

/** Where a group is in its life, as icon and word. */
export function GroupStatusChip({ status, realizing }: GroupStatusChipProps) {
  switch (status) {
    case "preview":
      return <Chip tone="preview">{realizing ? "Being created" : "Preview"}</Chip>;
    case "active":
      return (
        <Chip tone="ok" icon={Play}>
          Active
        </Chip>
      );
    case "completed":
      return (
        <Chip tone="off" icon={CircleCheck}>
          Completed
        </Chip>
      );
    case "merged":
      return (
        <Chip tone="off" icon={Merge}>
          Merged
        </Chip>
      );
    case "cancelled":
      return (
        <Chip tone="off" icon={CircleSlash}>
          Cancelled
        </Chip>
      );
  }
}
