import { ChevronDown } from "lucide-react";
import { Button } from "./button.tsx";

interface ShowAllProps {
  /** How many there are altogether. */
  count: number;
  /** How many are shown at first, in words. */
  few: string;
  all: boolean;
  onChange: (all: boolean) => void;
}

/** The others of a list of which the first are shown already. */
export function ShowAll({ count, few, all, onChange }: ShowAllProps) {
  return (
    <Button variant="quiet" className="showall" aria-expanded={all} onClick={() => onChange(!all)}>
      {all ? `Show the first ${few}` : `Show all (${count})`}
      <ChevronDown className="i" />
    </Button>
  );
}
