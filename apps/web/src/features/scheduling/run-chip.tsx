import type { RunStatus } from "@muster/domain/scheduling-settings";
import { CircleStop, LoaderCircle, Trash, TriangleAlert, type LucideIcon } from "lucide-react";
import { Chip, type ChipTone } from "../../ui/chip.tsx";

const LOOK: Record<RunStatus, { tone: ChipTone; word: string; icon?: LucideIcon }> = {
  queued: { tone: "wait", word: "Waiting to start" },
  running: { tone: "accent", word: "Running", icon: LoaderCircle },
  stopping: { tone: "accent", word: "Stopping", icon: LoaderCircle },
  done: { tone: "ok", word: "Done" },
  stopped: { tone: "wait", word: "Stopped", icon: CircleStop },
  interrupted: { tone: "warn", word: "Interrupted", icon: TriangleAlert },
  failed: { tone: "fail", word: "Failed" },
  discarded: { tone: "off", word: "Discarded", icon: Trash },
  accepted: { tone: "preview", word: "Accepted" },
};

export const runLook = (status: RunStatus) => LOOK[status];

export function RunChip({ status }: { status: RunStatus }) {
  const { tone, word, icon } = LOOK[status];
  return (
    <Chip tone={tone} {...(icon && { icon })}>
      {word}
    </Chip>
  );
}
