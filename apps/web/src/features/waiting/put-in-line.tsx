import { Button } from "../../ui/button.tsx";
import { usePutInLine } from "./use-put-in-line.ts";

interface PutInLineProps {
  person: { personId: number; name: string };
  group: { groupId: number; name: string };
  /** Their place in its line already; null where they stand in none. */
  line: { waitId: number; byOrganiser: boolean } | null;
}

/** To the end of a full group's line, by an organiser's hand; where they stand there already, that (SC-14). */
export function PutInLine({ person, group, line }: PutInLineProps) {
  const { busy, putInLine, takeOut } = usePutInLine();
  const [who, where] = [person.name, group.name];
  if (!line)
    return (
      <Button
        size="small"
        busy={busy}
        aria-label={`Waitlist: ${who} for ${where}`}
        onClick={() => putInLine(person, group)}
      >
        Waitlist
      </Button>
    );
  return (
    <span className="row wrap">
      <span className="faint small">In line{line.byOrganiser ? "" : ", by themselves"}.</span>
      {line.byOrganiser && (
        <Button
          size="small"
          busy={busy}
          aria-label={`Take out of the line: ${who} for ${where}`}
          onClick={() => takeOut(line.waitId, { person, group })}
        >
          Take out of the line
        </Button>
      )}
    </span>
  );
}
