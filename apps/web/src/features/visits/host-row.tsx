import { Button } from "../../ui/button.tsx";
import { FitSign, FitSpan } from "../../ui/fit-sign.tsx";
import type { HostCard } from "./visit-words.ts";

interface HostRowProps {
  card: HostCard;
  best: boolean;
  choose: () => void;
}

/** One group's meeting: when, how well it fits, when its rooms are open to a guest. What is not possible stays, with the reason. */
export function HostRow({ card, best, choose }: HostRowProps) {
  const { host, when, which, cells, level, open, seats } = card;
  const isFree = host.notBecause === null;
  return (
    <li className={isFree ? "jcard" : "jcard full"}>
      <div className="when">
        <b>{when}</b>
        <span>{which}</span>
      </div>
      <div className="how">
        <FitSign fit={level} words={host.fitSentence} />
        <p>
          <FitSpan cells={cells} />
          {host.facilitator && <span>with {host.facilitator}</span>}
        </p>
        {isFree && <p className="rooms">{open}</p>}
      </div>
      <div className="go">
        {isFree && (
          <Button variant={best ? "primary" : "plain"} onClick={choose} aria-label={`Visit ${host.name}, ${when}`}>
            Visit
          </Button>
        )}
        <span>{isFree ? seats : host.notBecause}</span>
      </div>
    </li>
  );
}
