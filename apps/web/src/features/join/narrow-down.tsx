import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { dayWords, daysOf, EVERYTHING, shownWords, type JoinFilter } from "./join-filter.ts";
import type { JoinCard } from "./joinable.ts";

interface NarrowDownProps {
  cards: readonly JoinCard[];
  /** How many of them are left. */
  shown: number;
  filter: JoinFilter;
  onChange: (filter: JoinFilter) => void;
}

const ANY = "any";

/** A day of one's own week, and only what fits; what is left is said aloud (JS-4). */
export function NarrowDown({ cards, shown, filter, onChange }: NarrowDownProps) {
  const days = daysOf(cards);
  return (
    <div className="narrow">
      <Select
        label="Day"
        value={filter.day ?? ANY}
        onChange={(day) => onChange({ ...filter, day: day === ANY ? null : day })}
        options={[{ value: ANY, label: "Any day" }, ...days.map((day) => ({ value: day, label: dayWords(day) }))]}
      />
      <Checkbox checked={filter.onlyFitting} onChange={(onlyFitting) => onChange({ ...filter, onlyFitting })}>
        Only what fits my week
      </Checkbox>
      <p className="faint push" role="status">
        {shownWords(shown, cards.length)}
      </p>
      {shown === 0 && (
        <Button variant="quiet" onClick={() => onChange(EVERYTHING)}>
          Show every group again
        </Button>
      )}
    </div>
  );
}
