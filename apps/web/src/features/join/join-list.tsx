import { ChevronDown } from "lucide-react";
import { cityOf } from "../../dates/instant-words.ts";
import { FitSign } from "../../ui/fit-sign.tsx";
import { JoinCardRow, type Waiting } from "./join-card.tsx";
import { inTwoParts, type JoinCard } from "./joinable.ts";

interface JoinListProps {
  cards: readonly JoinCard[];
  timeZone: string;
  verb: string | null;
  busy: boolean;
  choose: (card: JoinCard) => void;
  wait: Waiting;
}

/** Best fit first; three at once, the others one click away (JS-4). */
export function JoinList({ cards, timeZone, verb, busy, choose, wait }: JoinListProps) {
  const best = cards.find(({ group, level }) => group.joinable && level !== "no");
  const row = (card: JoinCard) => (
    <JoinCardRow
      key={card.group.groupId}
      card={card}
      verb={verb}
      best={card === best}
      busy={busy}
      choose={() => choose(card)}
      wait={wait}
    />
  );
  const { first, rest } = inTwoParts(cards);
  return (
    <section aria-labelledby="fits">
      <div className="secthead">
        <h2 id="fits">Best fit first</h2>
        <span className="faint">your time, {cityOf(timeZone)}</span>
        <span className="push legend2" aria-hidden="true">
          <FitSign fit="yes" words="Available" />
          <FitSign fit="maybe" words="If needed" />
          <FitSign fit="part" words="partly" />
          <FitSign fit="no" words="not free" />
        </span>
      </div>
      <ul className="card">{first.map(row)}</ul>
      {rest.length > 0 && (
        <details className="rest">
          <summary>
            Show the other {rest.length}
            <ChevronDown className="i" />
          </summary>
          <ul className="card">{rest.map(row)}</ul>
        </details>
      )}
    </section>
  );
}
