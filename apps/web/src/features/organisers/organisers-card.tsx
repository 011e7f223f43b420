import { UserMinus, UserPlus } from "lucide-react";
import { useState } from "react";
import { deviceTimeZone } from "../../dates/clock.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Person } from "../../ui/face.tsx";
import { AddOrganiser } from "./add-organiser.tsx";
import { useOrganiserDeeds, useOrganisers, type OrganiserRow } from "./use-organisers.ts";
import "./organisers.css";

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
      <ul className="organisers">
        {organisers.map((row) => (
          <Organiser key={row.personId ?? row.name} row={row} deeds={deeds} />
        ))}
      </ul>
      {adding && <AddOrganiser onClose={() => setAdding(false)} onPick={deeds.add} />}
    </Card>
  );
}

interface OrganiserProps {
  row: OrganiserRow;
  deeds: ReturnType<typeof useOrganiserDeeds>;
}

function Organiser({ row, deeds: { remove, removing } }: OrganiserProps) {
  const { personId, name, discordUsername, isConfigured, isYou } = row;
  return (
    <li>
      <Person name={name}>
        <span className="faint small">{[discordUsername, isYou && "you"].filter(Boolean).join(", ")}</span>
      </Person>
      <span className="dim">{originOf(row)}</span>
      {personId !== null && !isConfigured && !isYou && (
        <Button
          className="push"
          size="small"
          icon={UserMinus}
          aria-label={`Take the role from ${name}`}
          busy={removing === personId}
          onClick={() => remove({ personId, name })}
        >
          Take the role
        </Button>
      )}
    </li>
  );
}

function originOf({ isConfigured, personId, givenBy, givenAt }: OrganiserRow): string {
  if (isConfigured) return personId === null ? "by the configuration, never signed in" : "by the configuration";
  const since = givenAt ? momentOf(givenAt, deviceTimeZone()) : "";
  return givenBy ? `from ${givenBy}, ${since}` : since;
}
