import { useSuspenseQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import { useNow } from "../../dates/clock.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { forGoodWords } from "./visit-words.ts";
import "./visits.css";

export type Purpose = "one" | "good";

interface ForHowLongProps {
  cohortId: number;
  home: string;
  value: Purpose;
  onChange: (value: Purpose) => void;
}

/** The one question before any group is shown (JS-2). */
export function ForHowLong({ cohortId, home, value, onChange }: ForHowLongProps) {
  const { data } = useSuspenseQuery(trpc.visits.options.queryOptions({ cohortId }));
  const at = useNow();
  const next = data.meetings.find(({ startsAt }) => startsAt > at);
  return (
    <div className="ask">
      <Segmented
        label="For how long"
        value={value}
        onChange={onChange}
        options={[
          { value: "one", label: "Just one meeting" },
          { value: "good", label: "For good" },
        ]}
      />
      <p className="dim">
        {value === "one" ? `You are a guest once, and your seat in ${home} stays yours.` : forGoodWords(next, home)}
      </p>
    </div>
  );
}
