import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Person } from "../../ui/face.tsx";
import { zoneWords } from "./people-table.tsx";
import { placementOf, type PersonRow } from "./person-words.ts";

const COLUMNS: Column<PersonRow>[] = [
  { key: "name", head: "Name", cell: ({ name }) => <Person name={name} /> },
  { key: "zone", head: "Zone", cell: (person) => <span className="dim">{zoneWords(person)}</span> },
  {
    key: "leads",
    head: "Can lead",
    cell: ({ maxGroups }) => <span className="dim">{countOf(maxGroups ?? 0, "group")}</span>,
  },
  { key: "certified", head: "Certified", cell: ({ certified }) => <Certified certified={certified} /> },
  {
    key: "place",
    head: "Place",
    cell: (person) => {
      const { tone, word } = placementOf(person);
      return (
        <Chip tone={tone} bare={tone !== "preview"}>
          {word}
        </Chip>
      );
    },
  },
];

/** Who leads, how many groups, and where. */
export function FacilitatorsCard({ people }: { people: readonly PersonRow[] }) {
  const facilitators = people.filter(({ role }) => role === "facilitator");
  return (
    <Card>
      <CardHead title="Facilitators" count={facilitators.length} />
      <Scroller label="Table of facilitators">
        <DataTable
          caption="Facilitators"
          columns={COLUMNS}
          rows={facilitators}
          keyOf={({ personId }) => personId}
          compact
          empty={
            <EmptyState title="No facilitator yet">Every group needs one. They sign up by the same link.</EmptyState>
          }
        />
      </Scroller>
    </Card>
  );
}

function Certified({ certified }: { certified: boolean | null }) {
  if (certified === null) return <span className="faint">not asked</span>;
  return certified ? (
    <Chip tone="ok" bare>
      yes
    </Chip>
  ) : (
    <Chip tone="warn" bare>
      not yet
    </Chip>
  );
}
