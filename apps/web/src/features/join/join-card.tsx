import { Button } from "../../ui/button.tsx";
import { FitSign, FitSpan } from "../../ui/fit-sign.tsx";
import type { JoinableGroup, JoinCard } from "./joinable.ts";

interface JoinCardRowProps {
  card: JoinCard;
  /** "Join" or "Switch here"; null for somebody who may not, with the reason elsewhere. */
  verb: string | null;
  best: boolean;
  choose: () => void;
  wait: Waiting;
}

/** What can be done with the waiting list of a full group. */
export interface Waiting {
  join: (group: JoinableGroup) => void;
  leave: (waitId: number, group: JoinableGroup) => void;
  isAtWork: (group: JoinableGroup) => boolean;
}

/** One group: when, how well it fits, and one thing to do. Full and closed ones stay, with the reason (JS-5). */
export function JoinCardRow({ card, verb, best, choose, wait }: JoinCardRowProps) {
  const { group, when, next, cells, level, seats, closed } = card;
  return (
    <li className={group.joinable ? "jcard" : "jcard full"}>
      <div className="when">
        <b>{when}</b>
        <span>{next}</span>
      </div>
      <div className="how">
        <FitSign fit={level} words={group.fitSentence} />
        <p>
          <FitSpan cells={cells} />
          {group.facilitator && <span>with {group.facilitator}</span>}
        </p>
      </div>
      <div className="go">
        {verb && group.joinable && (
          <Button
            variant={best ? "primary" : "plain"}
            onClick={choose}
            aria-label={`${verb}: ${group.name ?? "group"}, ${when}`}
          >
            {verb}
          </Button>
        )}
        {verb && group.line && <WaitButton card={card} line={group.line} wait={wait} />}
        <span>{group.joinable || group.line || verb === null ? seats : (closed ?? seats)}</span>
      </div>
    </li>
  );
}

interface WaitButtonProps {
  card: JoinCard;
  line: NonNullable<JoinableGroup["line"]>;
  wait: Waiting;
}

/** Into the line or out of it; a seat that is kept is answered on top of the page. */
function WaitButton({ card: { group, when }, line: { mine }, wait }: WaitButtonProps) {
  if (mine?.state === "offered") return null;
  const words = mine ? "Leave waitlist" : "Join waitlist";
  return (
    <Button
      busy={wait.isAtWork(group)}
      onClick={() => (mine ? wait.leave(mine.waitId, group) : wait.join(group))}
      aria-label={`${words}: ${group.name}, ${when}`}
    >
      {words}
    </Button>
  );
}
