import { useState } from "react";
import { cityOf, momentOf } from "../../dates/instant-words.ts";
import { hoursWords } from "../../dates/week-words.ts";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Person } from "../../ui/face.tsx";
import { Input } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { discordWords, peopleShown, placementOf, type PeopleFilter, type PersonRow } from "./person-words.ts";

const columns = (timeZone: string): Column<PersonRow>[] => [
  {
    key: "name",
    head: "Name",
    cell: ({ name, role }) => (
      <Person name={name}>{role === "facilitator" && <span className="faint small">facilitator</span>}</Person>
    ),
  },
  { key: "zone", head: "Zone", cell: (person) => <span className="dim nowrap">{zoneWords(person)}</span> },
  {
    key: "answered",
    head: "Answered",
    cell: ({ answeredAt }) => (
      <span className="dim nowrap">{answeredAt ? momentOf(answeredAt, timeZone) : "not yet"}</span>
    ),
  },
  { key: "available", head: "Available", number: true, cell: ({ availableMinutes }) => hoursOrNone(availableMinutes) },
  { key: "maybe", head: "If needed", number: true, cell: ({ ifNeededMinutes }) => hoursOrNone(ifNeededMinutes) },
  { key: "block", head: "Longest stretch", number: true, cell: (person) => <LongestBlock person={person} /> },
  { key: "discord", head: "Discord", cell: (person) => <span className="dim nowrap">{discordWords(person)}</span> },
  { key: "place", head: "Place", cell: (person) => <PlaceCell person={person} /> },
];

const THESE = "these" as const;

interface PeopleTableProps {
  people: readonly PersonRow[];
  timeZone: string;
  /** Those another page counts, instead of a filter. */
  only: readonly number[] | null;
  filter: PeopleFilter;
  onFilter: (filter: PeopleFilter) => void;
}

/** Everybody of a cohort, to search and to filter. */
export function PeopleTable({ people, timeZone, only, filter, onFilter }: PeopleTableProps) {
  const [search, setSearch] = useState("");
  const these = only && people.filter(({ personId }) => only.includes(personId));
  const shown = these ? peopleShown(these, "all", search) : peopleShown(people, filter, search);
  return (
    <Card>
      <CardHead
        title="People"
        count={shown.length === people.length ? people.length : `${shown.length} of ${people.length}`}
      >
        <div className="filters">
          <Input
            type="search"
            aria-label="Search a name"
            placeholder="Search a name"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Segmented
            label="Which people"
            value={these ? THESE : filter}
            onChange={(next) => next !== THESE && onFilter(next)}
            options={[
              ...(these ? [{ value: THESE, label: `These ${these.length}` }] : []),
              { value: "all", label: "All" },
              { value: "ready", label: "Ready" },
              { value: "not_answered", label: "Not answered" },
              { value: "not_placed", label: "Not placed" },
              { value: "facilitators", label: "Facilitators" },
            ]}
          />
        </div>
      </CardHead>
      <Scroller label="Table of people">
        <DataTable
          caption="People of this cohort"
          columns={columns(timeZone)}
          rows={shown}
          keyOf={({ personId }) => personId}
          empty={
            people.length === 0 ? (
              <EmptyState title="Nobody has signed up yet">
                Share the sign-up link; people appear here as they come.
              </EmptyState>
            ) : (
              <EmptyState title="Nobody here">Nobody matches this search and filter.</EmptyState>
            )
          }
        />
      </Scroller>
    </Card>
  );
}

export const zoneWords = ({ timeZone }: Pick<PersonRow, "timeZone">): string =>
  timeZone ? cityOf(timeZone) : "no zone yet";

const hoursOrNone = (minutes: number) => (minutes === 0 ? <span className="faint">none</span> : hoursWords(minutes));

function LongestBlock({ person: { answeredAt, longestBlockMinutes, usable } }: { person: PersonRow }) {
  if (!answeredAt) return <span className="faint">none</span>;
  if (usable) return hoursWords(longestBlockMinutes);
  return (
    <Chip tone="warn" bare title="Shorter than one meeting of this cohort">
      {hoursWords(longestBlockMinutes)}, too short
    </Chip>
  );
}

function PlaceCell({ person }: { person: PersonRow }) {
  const { tone, word, why } = placementOf(person);
  return (
    <div className="nowrap">
      <Chip tone={tone} bare={tone === "ok" || tone === "wait"}>
        {word}
      </Chip>
      {why && <div className="faint small">{why}</div>}
      {person.said && (
        <div className="faint small said" title={person.said.words}>
          “{person.said.words}”
        </div>
      )}
    </div>
  );
}
