import type { GroupCard } from "./fit.ts";

/** The runs whose groups stand in preview, where an organiser gave them a name or a note; each once, in order. */
export function previewSources(groups: readonly Pick<GroupCard, "status" | "run">[]): NonNullable<GroupCard["run"]>[] {
  const runs = groups.flatMap(({ status, run }) =>
    status === "preview" && run !== null && (run.name ?? run.note) !== null ? [run] : [],
  );
  return [...new Map(runs.map((run) => [run.id, run])).values()].toSorted((a, b) => a.number - b.number);
}
