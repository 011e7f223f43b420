import type { GroupCard } from "./fit.ts";
import { previewSources } from "./preview-sources.ts";

/** Under which name the previews were accepted, and the note that was left with them (SC-16). */
export function PreviewSource({ groups }: { groups: readonly GroupCard[] }) {
  const sources = previewSources(groups);
  if (sources.length === 0) return null;
  return (
    <ul className="sources" aria-label="Where these groups come from">
      {sources.map(({ id, number, name, note }) => (
        <li key={id}>
          <b>{name ?? `Run ${number}`}</b>
          {name && <span className="faint"> run {number}</span>}
          {note && <p>{note}</p>}
        </li>
      ))}
    </ul>
  );
}
