import clsx from "clsx";
import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Right-aligned, tabular. */
  number?: boolean;
  /** For those who hear the table; only where it can be sorted. */
  sorted?: "ascending" | "descending" | "none";
  className?: string;
}

interface DataTableProps<Row> {
  /** What the table lists, for those who hear it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  isSelected?: (row: Row) => boolean;
  compact?: boolean;
  /** Stands in the table's place when there is no row. */
  empty?: ReactNode;
}

export function DataTable<Row>({ caption, columns, rows, keyOf, isSelected, compact, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <table className={clsx("table", compact && "table-compact")}>
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              aria-sort={column.sorted}
              className={clsx(column.number && "num", column.className)}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} aria-selected={isSelected?.(row)}>
            {columns.map((column) => (
              <td key={column.key} className={clsx(column.number && "num", column.className)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
