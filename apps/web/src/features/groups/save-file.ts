import { placeRows, tableCsv } from "./table-rows.ts";
import type { Review } from "./use-review.ts";

/** Hands a text to the browser as a file. */
export function saveFile(fileName: string, text: string, mediaType = "text/csv"): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${mediaType}; charset=utf-8` }));
  Object.assign(document.createElement("a"), { href: url, download: fileName }).click();
  URL.revokeObjectURL(url);
}

/** Who is in which group and when it meets, for everybody to read: no fit, no note, no city (GR-14). */
export function saveNames({ cohort, groups }: Pick<Review, "cohort" | "groups">): void {
  const rows = placeRows(groups, [], new Set());
  saveFile(csvName(cohort, "names"), tableCsv(rows, ["name", "group", "time"]));
}

/** `december-cohort-names.csv` */
export const csvName = ({ name }: { name: string }, what: string): string =>
  `${name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "")}-${what}.csv`;
