import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";
import type { GroupCard } from "./fit.ts";
import { useDesk } from "./use-review.ts";

export function RenameGroup({ group }: { group: GroupCard }) {
  const { ask, deeds, groups } = useDesk();
  const [name, setName] = useState(group.name);
  const trimmed = name.trim();
  const taken = groups.some((other) => other.id !== group.id && other.name === trimmed);
  const save = () => {
    if (trimmed === "" || taken) return;
    ask(null);
    if (trimmed !== group.name) void deeds.run({ what: "name", groupId: group.id, from: group.name, to: trimmed });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`Rename ${group.name}`}
      description={group.status === "active" ? "Its channels on Discord are renamed with it." : undefined}
      actions={
        <>
          <Button onClick={() => ask(null)}>Leave as it is</Button>
          <Button variant="primary" disabled={trimmed === "" || taken} onClick={save}>
            Rename the group
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label="Name" error={taken ? `There is already a group called ${trimmed} in this cohort.` : undefined}>
          {(wiring) => (
            <Input {...wiring} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
