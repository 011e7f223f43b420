import { useState } from "react";
import { problemOf } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";
import type { GroupCard } from "./fit.ts";
import { useRename } from "./use-rename.ts";

export function RenameGroup({ group, onClose }: { group: GroupCard; onClose: () => void }) {
  const [name, setName] = useState(group.name);
  const rename = useRename(group);
  const trimmed = name.trim();
  const save = () => (trimmed === group.name ? onClose() : rename.to(trimmed, onClose));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Rename ${group.name}`}
      description={group.status === "active" ? "Its channels on Discord are renamed with it." : undefined}
      actions={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button variant="primary" disabled={trimmed === ""} busy={rename.isPending} onClick={save}>
            Rename the group
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== "") save();
        }}
      >
        <Field label="Name" error={rename.error ? problemOf(rename.error).sentence : undefined}>
          {(wiring) => (
            <Input {...wiring} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
