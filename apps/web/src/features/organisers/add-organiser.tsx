import { useQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Person } from "../../ui/face.tsx";
import { Note } from "../../ui/note.tsx";
import { PickList } from "../../ui/pick-list.tsx";

interface AddOrganiserProps {
  onClose: () => void;
  onPick: (person: { personId: number; name: string }) => void;
}

/** Whoever has signed in once can be chosen. */
export function AddOrganiser({ onClose, onPick }: AddOrganiserProps) {
  const candidates = useQuery(trpc.organisers.candidates.queryOptions());
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Who else may organise?"
      description="They see every cohort, everybody's hours and addresses, and may do all that you may, also name others. Whoever signed in with Discord once can be chosen."
      actions={<Button onClick={onClose}>Nobody now</Button>}
    >
      {candidates.error && <Note tone="fail">{problemOf(candidates.error).sentence}</Note>}
      <PickList
        label="The new organiser"
        placeholder="Type a name"
        empty={candidates.data ? "Nobody else has signed in with Discord yet." : "Looking who is here"}
        items={(candidates.data ?? []).map((person) => ({
          key: person.personId,
          words: `${person.name} ${person.discordUsername ?? ""}`,
          person,
          inside: (
            <Person name={person.name}>
              {person.discordUsername && <span className="faint small">{person.discordUsername}</span>}
            </Person>
          ),
        }))}
        onPick={({ person }) => {
          onClose();
          onPick(person);
        }}
      />
    </Dialog>
  );
}
