import { useState } from "react";
import { cityOf } from "../../dates/instant-words.ts";
import { FitLegend } from "../../ui/fit-sign.tsx";
import { ShowAll } from "../../ui/show-all.tsx";
import { NarrowDown } from "./narrow-down.tsx";
import { passing } from "./join-filter.ts";
import { JoinCardRow, type Waiting } from "./join-card.tsx";
import { useJoinFilter } from "./use-join-filter.ts";
import { inTwoParts, type JoinCard } from "./joinable.ts";

interface JoinListProps {
  cards: readonly JoinCard[];
  timeZone: string;
  verb: string | null;
  choose: (card: JoinCard) => void;
  wait: Waiting;
}

/** Best fit first; three at once, all others one click away, and fewer where one asks for a day or for what fits (JS-4). */
export function JoinList({ cards, timeZone, verb, choose, wait }: JoinListProps) {
  const best = cards.find(({ group, level }) => group.joinable && level !== "no");
  const row = (card: JoinCard) => (
    <JoinCardRow
      key={card.group.groupId}
      card={card}
      verb={verb}
      best={card === best}
      choose={() => choose(card)}
      wait={wait}
    />
  );
  const [filter, setFilter] = useJoinFilter();
  const [all, setAll] = useState(false);
  const shown = passing(cards, filter);
  const { first, rest } = inTwoParts(shown);
  return (
    <section aria-labelledby="fits">
      <div className="secthead">
        <h2 id="fits">Best fit first</h2>
        <span className="faint">your time, {cityOf(timeZone)}</span>
        <FitLegend />
      </div>
      {inTwoParts(cards).rest.length > 0 && (
        <NarrowDown cards={cards} shown={shown.length} filter={filter} onChange={setFilter} />
      )}
      {shown.length > 0 && <ul className="card">{(all ? shown : first).map(row)}</ul>}
      {rest.length > 0 && <ShowAll count={shown.length} few="three" all={all} onChange={setAll} />}
    </section>
  );
}
