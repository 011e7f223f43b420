import { Copy } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Person } from "../../ui/face.tsx";
import { discordWords, type PersonRow } from "./person-words.ts";
import { zoneWords } from "./people-table.tsx";
import { useCopy } from "../../ui/use-copy.ts";

const COLUMNS: Column<PersonRow>[] = [
  { key: "name", head: "Name", cell: ({ name }) => <Person name={name} /> },
  { key: "role", head: "Role", cell: ({ role }) => <span className="dim">{role}</span> },
  { key: "zone", head: "Zone", cell: (person) => <span className="dim">{zoneWords(person)}</span> },
  { key: "discord", head: "Discord", cell: (person) => <span className="dim">{discordWords(person)}</span> },
];

/** Who has signed up and not marked a week yet. */
export function NotAnswered({ people, anybody }: { people: readonly PersonRow[]; anybody: boolean }) {
  const copy = useCopy();
  return (
    <Card>
      <CardHead title="Not answered" count={people.length}>
        {people.length > 0 && (
          <Button
            className="push"
            size="small"
            icon={Copy}
            onClick={() => void copy(people.map(({ name }) => name).join("\n"), "Names copied")}
          >
            Copy names
          </Button>
        )}
      </CardHead>
      <Scroller label="Table of people who have not answered">
        <DataTable
          caption="People who have not answered"
          columns={COLUMNS}
          rows={people}
          keyOf={({ personId }) => personId}
          empty={
            anybody ? (
              <EmptyState title="Everybody has answered">Nobody is missing.</EmptyState>
            ) : (
              <EmptyState title="Nobody has signed up yet">
                Share the sign-up link; people appear here as they come.
              </EmptyState>
            )
          }
        />
      </Scroller>
    </Card>
  );
}
