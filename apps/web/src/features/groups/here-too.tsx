import { listOf } from "../../ui/count-words.ts";
import { usePresence } from "./use-presence.ts";

/** `Kim is here too`: somebody else looks at these groups at this moment, and may change them (GR-8). */
export function HereToo({ cohortId }: { cohortId: number }) {
  const names = usePresence(cohortId);
  return (
    <span className="here-too faint small" role="status">
      {names.length > 0 && `${listOf(names)} ${names.length === 1 ? "is" : "are"} here too`}
    </span>
  );
}
