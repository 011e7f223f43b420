import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { useState } from "react";
import { trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { useCopy } from "../../ui/use-copy.ts";
import { channelReach, discordReach, notReached, type PersonReached, type Reach } from "./reach-words.ts";
import { UnknownCard } from "./unknown-card.tsx";

const columns: Column<PersonReached>[] = [
  {
    key: "person",
    head: "Person",
    cell: ({ name, groups }) => (
      <span className="nowrap">
        <b className="md">{name}</b> <span className="faint small">{groups.join(", ")}</span>
      </span>
    ),
  },
  { key: "discord", head: "Discord", cell: (person) => <ReachCell {...discordReach(person)} /> },
  { key: "mail", head: "Mail", cell: (person) => <ReachCell {...channelReach(person, "email")} /> },
  { key: "channel", head: "Channel", cell: (person) => <ReachCell {...channelReach(person, "discord_channel")} /> },
  { key: "direct", head: "Direct message", cell: (person) => <ReachCell {...channelReach(person, "discord_dm")} /> },
];

/** What reached each person, by each channel, and what to do about those it did not (SY-4). */
export function ReachedCard({ cohortId }: { cohortId: number }) {
  const { data: people, error } = useQuery(trpc.notifications.deliveries.queryOptions({ cohortId }));
  const [filter, setFilter] = useState<"all" | "unreached">("unreached");
  const copy = useCopy();
  if (!people) return <UnknownCard title="What reached people" error={error} />;
  if (people.length === 0) return null;
  const unreached = people.filter(({ reached, discord }) => !reached || discord !== "in_server");
  const list = notReached(people);
  return (
    <Card aria-label="What reached people">
      <CardHead title="What reached people">
        <span className="push row wrap">
          {list !== "" && (
            <Button
              size="small"
              icon={Copy}
              onClick={() => void copy(list, `${countOf(list.split("\n").length, "name is", "names are")} copied.`)}
            >
              Copy who was not told
            </Button>
          )}
          <Segmented
            label="Which people"
            value={filter}
            onChange={setFilter}
            options={[
              { value: "unreached", label: `Not reached ${unreached.length}` },
              { value: "all", label: `All ${people.length}` },
            ]}
          />
        </span>
      </CardHead>
      <Scroller label="Table of people">
        <DataTable
          caption="People of active groups and what reached them"
          columns={columns}
          rows={filter === "all" ? people : unreached}
          keyOf={({ personId }) => personId}
          empty={<EmptyState title="Everybody is reached">They are on the server and have been told.</EmptyState>}
        />
      </Scroller>
    </Card>
  );
}

function ReachCell({ tone, word, help }: Reach) {
  return (
    <>
      <Chip tone={tone} bare>
        {word}
      </Chip>
      {help && <div className="faint small">{help}</div>}
    </>
  );
}
