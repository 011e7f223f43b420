import { UserMinus, UserPlus } from "lucide-react";
import { useState } from "react";
import { deviceTimeZone } from "../../dates/clock.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Person } from "../../ui/face.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { AddOrganiser } from "./add-organiser.tsx";
import { useOrganiserDeeds, useOrganisers, type OrganiserRow } from "./use-organisers.ts";

/** Everybody who may sit at this desk, and the way to give and to take the role. */
export function OrganisersCard() {
  const organisers = useOrganisers();
  const deeds = useOrganiserDeeds();
  const [adding, setAdding] = useState(false);
  return (
    <Card>
      <CardHead title="Who may organise here" count={organisers.length}>
        <Button className="push" size="small" icon={UserPlus} onClick={() => setAdding(true)}>
          Make somebody an organiser
        </Button>
      </CardHead>
      <Scroller label="Table of organisers">
        <DataTable
          caption="Organisers"
          columns={columnsWith(deeds)}
          rows={organisers}
          keyOf={({ personId, name }) => personId ?? name}
          empty={null}
        />
      </Scroller>
      {adding && <AddOrganiser onClose={() => setAdding(false)} onPick={deeds.add} />}
    </Card>
  );
}

const columnsWith = ({ remove, busy }: ReturnType<typeof useOrganiserDeeds>): Column<OrganiserRow>[] => [
  {
    key: "name",
    head: "Name",
    cell: ({ name, discordUsername, isYou }) => (
      <Person name={name}>
        <span className="faint small">{[discordUsername, isYou && "you"].filter(Boolean).join(", ")}</span>
      </Person>
    ),
  },
  { key: "since", head: "Has the role", cell: (row) => <span className="dim">{originOf(row)}</span> },
  {
    key: "deed",
    head: <span className="sr">What can be done</span>,
    cell: ({ personId, name, isConfigured, isYou }) =>
      personId !== null &&
      !isConfigured &&
      !isYou && (
        <Button size="small" icon={UserMinus} disabled={busy} onClick={() => remove({ personId, name })}>
          Take the role from {name}
        </Button>
      ),
  },
];

function originOf({ isConfigured, personId, givenBy, givenAt }: OrganiserRow): string {
  if (isConfigured) return personId === null ? "by the configuration, never signed in" : "by the configuration";
  const since = givenAt ? momentOf(givenAt, deviceTimeZone()) : "";
  return givenBy ? `from ${givenBy}, ${since}` : since;
}
