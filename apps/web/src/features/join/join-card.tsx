import { Button } from "../../ui/button.tsx";
import { FitSign, FitSpan } from "../../ui/fit-sign.tsx";
import type { JoinCard } from "./joinable.ts";

interface JoinCardRowProps {
  card: JoinCard;
  /** "Join" or "Switch here"; null for somebody who may not, with the reason elsewhere. */
  verb: string | null;
  best: boolean;
  busy: boolean;
  choose: () => void;
}

/** One group: when, how well it fits, and one thing to do. Full and closed ones stay, with the reason (JS-5). */
export function JoinCardRow({ card, verb, best, busy, choose }: JoinCardRowProps) {
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
            disabled={busy}
            onClick={choose}
            aria-label={`${verb}: ${group.name ?? "group"}, ${when}`}
          >
            {verb}
          </Button>
        )}
        <span>{group.joinable || verb === null ? seats : (closed ?? seats)}</span>
      </div>
    </li>
  );
}
