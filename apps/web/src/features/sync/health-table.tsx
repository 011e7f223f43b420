import { RefreshCw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { agoOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { SYSTEMS, type System } from "@muster/domain/system";
import { needsAttention, stateLook, systemName, type GroupHealth } from "./health-words.ts";

interface HealthTableProps {
  groups: readonly GroupHealth[];
  now: Date;
  timeZone: string;
  onSync: (group: GroupHealth) => void;
}

/** Each group in each world: in sync, waiting, changed outside, failed or off; to filter by what needs a look (SY-1). */
export function HealthTable({ groups, now, timeZone, onSync }: HealthTableProps) {
  const [filter, setFilter] = useState<"all" | "attention">("all");
  const attention = groups.filter(needsAttention);
  const shown = filter === "all" ? groups : attention;
  const columns: Column<GroupHealth>[] = [
    {
      key: "group",
      head: "Group",
      cell: (group) => <GroupCell group={group} />,
    },
    ...SYSTEMS.map((system) => ({
      key: system,
      head: systemName(system),
      cell: (group: GroupHealth) => <SystemCell {...{ group, system, now, timeZone }} />,
    })),
    {
      key: "sync",
      head: <span className="sr">Actions</span>,
      number: true,
      cell: (group) => (
        <Button
          variant="quiet"
          size="small"
          icon={RefreshCw}
          label={`Sync ${group.name} now`}
          onClick={() => onSync(group)}
        />
      ),
    },
  ];
  return (
    <Card>
      <CardHead title="Groups">
        <span className="push">
          <Segmented
            label="Which groups"
            value={filter}
            onChange={setFilter}
            options={[
              { value: "all", label: `All ${groups.length}` },
              { value: "attention", label: `Needs attention ${attention.length}` },
            ]}
          />
        </span>
      </CardHead>
      <div className="health">
        <Scroller label="Table of groups">
          <DataTable
            caption="Groups and the worlds they are kept in step with"
            columns={columns}
            rows={shown}
            keyOf={({ groupId }) => groupId}
            empty={
              <EmptyState title="Nothing needs you">Every group is as it should be, or on its way there.</EmptyState>
            }
          />
        </Scroller>
      </div>
    </Card>
  );
}

function GroupCell({ group: { name, status, links } }: { group: GroupHealth }) {
  const { text, category, voice, events } = links;
  return (
    <>
      <span className="nowrap">
        {text ? (
          <DiscordLink url={text} label={`${name} on Discord`}>
            <b className="md">{name}</b>
          </DiscordLink>
        ) : (
          <b className="md">{name}</b>
        )}{" "}
        <span className="faint small">{status}</span>
      </span>
      <div className="small things">
        {category && (
          <DiscordLink url={category} label={`Category of ${name} on Discord`}>
            Category
          </DiscordLink>
        )}
        {voice && (
          <DiscordLink url={voice} label={`Voice channel of ${name} on Discord`}>
            Voice
          </DiscordLink>
        )}
        {events.length > 0 && <span className="faint">Events</span>}
        {events.map(({ number, url }) => (
          <DiscordLink key={number} url={url} label={`Event of meeting ${number} of ${name} on Discord`}>
            {number}
          </DiscordLink>
        ))}
      </div>
    </>
  );
}

function DiscordLink({ url, label, children }: { url: string; label: string; children: ReactNode }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" aria-label={label}>
      {children}
    </a>
  );
}

interface SystemCellProps {
  group: GroupHealth;
  system: System;
  now: Date;
  timeZone: string;
}

function SystemCell({ group, system, now, timeZone }: SystemCellProps) {
  const health = group.systems.find((one) => one.system === system);
  if (!health) return null;
  const { tone, word } = stateLook(health.state);
  const quiet = health.state === "in_sync" || health.state === "waiting";
  const telling = health.state !== "off" && health.sentence !== "In step";
  return (
    <div title={health.sentence}>
      <Chip tone={tone} bare={quiet}>
        {word}
      </Chip>
      {health.state !== "off" && (
        <span className="faint small nowrap">
          {" "}
          {health.checkedAt ? agoOf(health.checkedAt, now, timeZone) : "not checked yet"}
        </span>
      )}
      {telling && <div className="faint small">{health.sentence}</div>}
    </div>
  );
}
