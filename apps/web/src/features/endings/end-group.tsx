import type { EndingDeed } from "@muster/domain/ending";
import { useState, type ReactNode } from "react";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { EndingDialog } from "./ending-dialog.tsx";
import type { GroupEnding } from "./end-menu.tsx";
import type { EndingPlan } from "./use-ending.ts";

interface Target {
  id: number;
  name: string;
  status: string;
  taken: number;
  seats: number;
}

interface EndGroupProps {
  group: Target;
  verb: GroupEnding;
  /** The cohort's other live groups. */
  others: readonly Target[];
  onClose: () => void;
  /** A preview was merged: where to, and its number in the history, which takes it back. */
  onMerged: (into: Target, version: number) => void;
  steps: (groups: EndingPlan["discord"]["groups"]) => ReactNode;
  /** What being together with the chosen group would mean (GR-9). */
  together: (intoGroupId: number) => ReactNode;
}

/** One group's ending: where its people go, where they have to be asked about, then its plan. */
export function EndGroup({ group, verb, others, onClose, onMerged, steps, together }: EndGroupProps) {
  const [into, setInto] = useState<string>();
  const target = others.find(({ id }) => String(id) === into);
  return (
    <EndingDialog
      title={`Merge ${group.name}`}
      deed={deedOf(verb, group, target)}
      name={group.name}
      into={target?.name ?? null}
      onClose={onClose}
      onMerged={target && group.status === "preview" ? (version) => onMerged(target, version) : undefined}
      steps={steps}
      choice={
        verb === "merge" && (
          <>
            <Field label="Where its members go">
              {({ id }) => (
                <Select
                  id={id}
                  value={into}
                  placeholder="Choose a group"
                  options={others.map((other) => ({
                    value: String(other.id),
                    label: other.name,
                    hint: `${other.taken} of ${other.seats} seats taken, ${other.status}`,
                  }))}
                  onChange={setInto}
                />
              )}
            </Field>
            {target && together(target.id)}
          </>
        )
      }
    />
  );
}

function deedOf(verb: GroupEnding, { id: groupId }: Target, target: Target | undefined): EndingDeed | null {
  if (verb === "merge") return target ? { verb, groupId, intoGroupId: target.id } : null;
  return { verb, groupId };
}
