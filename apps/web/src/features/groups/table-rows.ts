import { isLive } from "@muster/domain/group";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import { cityOf } from "../../dates/instant-words.ts";
import { slotWords } from "../../dates/week-words.ts";
import type { Spot } from "./deed.ts";
import type { GroupCard, GroupMember } from "./fit.ts";
import type { PersonRow } from "./use-review.ts";

/** One place of somebody, or somebody without one. */
export interface PlaceRow {
  /** A person who leads two groups has two rows. */
  key: string;
  personId: number;
  name: string;
  role: Role;
  group: Spot | null;
  /** `Tue 18:00–19:30 (London)`; empty without a group. */
  time: string;
  minute: number | null;
  fit: GroupMember["fit"] | null;
  zone: string;
  pinned: boolean;
}

/** Everybody of the live groups, then whoever waits. */
export function placeRows(
  groups: readonly GroupCard[],
  waiting: readonly PersonRow[],
  pinned: ReadonlySet<number>,
): PlaceRow[] {
  const placed = groups
    .filter(({ status }) => isLive(status))
    .flatMap((group) =>
      group.members.map(({ membershipId, personId, name, role, fit, timeZone }): PlaceRow => ({
        key: `m${membershipId}`,
        personId,
        name,
        role,
        group: { groupId: group.id, name: group.name },
        time: slotWords(group.slot),
        minute: weekMinuteOf(group.slot),
        fit,
        zone: timeZone ? cityOf(timeZone) : "",
        pinned: pinned.has(personId),
      })),
    );
  const without = waiting.map(({ personId, name, role, timeZone }): PlaceRow => ({
    key: `p${personId}`,
    personId,
    name,
    role,
    group: null,
    time: "",
    minute: null,
    fit: null,
    zone: timeZone ? cityOf(timeZone) : "",
    pinned: false,
  }));
  return [...placed, ...without];
}

export const TABLE_COLUMNS = ["name", "group", "time", "role", "fit", "zone"] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];
export const COLUMN_WORDS: Record<TableColumn, string> = {
  name: "Name",
  group: "Group",
  time: "Meets",
  role: "Role",
  fit: "Fit",
  zone: "City",
};

export type Which = "all" | "not_free" | "if_needed" | "waiting" | "facilitators";
const KEEPS: Record<Which, (row: PlaceRow) => boolean> = {
  all: () => true,
  not_free: ({ fit }) => fit === "not_free",
  if_needed: ({ fit }) => fit === "if_needed",
  waiting: ({ group }) => group === null,
  facilitators: ({ role }) => role === "facilitator",
};

export interface TableSort {
  column: TableColumn;
  descending: boolean;
}

export interface TableAsked {
  which: Which;
  search: string;
  sort: TableSort;
}

const text = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const FIT_RANK = { not_free: 0, if_needed: 1, available: 2 } as const;

const BY: Record<TableColumn, (a: PlaceRow, b: PlaceRow) => number> = {
  name: (a, b) => text.compare(a.name, b.name),
  group: (a, b) => text.compare(a.group?.name ?? "\uffff", b.group?.name ?? "\uffff"),
  time: (a, b) => (a.minute ?? Infinity) - (b.minute ?? Infinity) || 0,
  role: (a, b) => text.compare(a.role, b.role),
  fit: (a, b) => (a.fit ? FIT_RANK[a.fit] : -1) - (b.fit ? FIT_RANK[b.fit] : -1),
  zone: (a, b) => text.compare(a.zone, b.zone),
};

/** The rows a filter, a search and an order leave; equals by name (GR-10). */
export function tableShown(rows: readonly PlaceRow[], { which, search, sort }: TableAsked): PlaceRow[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => {
    const line = `${row.name} ${row.group?.name ?? "not placed"} ${row.time} ${row.zone}`.toLocaleLowerCase();
    return KEEPS[which](row) && words.every((word) => line.includes(word));
  });
  const sign = sort.descending ? -1 : 1;
  return found.toSorted((a, b) => sign * BY[sort.column](a, b) || text.compare(a.name, b.name));
}

/** A second press on the same column turns it round. */
export const sortedBy = (now: TableSort, column: TableColumn): TableSort => ({
  column,
  descending: now.column === column && !now.descending,
});

const FIT_TEXT = { available: "available", if_needed: "if needed", not_free: "not free" } as const;

export function cellText(row: PlaceRow, column: TableColumn): string {
  switch (column) {
    case "group":
      return row.group?.name ?? "not placed";
    case "fit":
      return row.fit ? FIT_TEXT[row.fit] : "";
    case "role":
    case "name":
    case "time":
    case "zone":
      return row[column];
  }
}

/** As a spreadsheet reads it, in the columns that are shown; a text that begins like a formula stays a text. */
export function tableCsv(rows: readonly PlaceRow[], columns: readonly TableColumn[]): string {
  const line = (cells: readonly string[]) => cells.map(csvCell).join(",");
  const head = line(columns.map((column) => COLUMN_WORDS[column]));
  return `${[head, ...rows.map((row) => line(columns.map((column) => cellText(row, column))))].join("\r\n")}\r\n`;
}

function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
