import { useQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { effectWords } from "./effect-words.ts";
import "./taking-part.css";

interface EffectListProps {
  cohortId: number;
  /** The group one would join; null for whoever only leaves. */
  groupId: number | null;
}

/** The effects, as they would be at this moment (JS-7). */
export function EffectList({ cohortId, groupId }: EffectListProps) {
  const { data: effects, error } = useQuery(trpc.groups.effects.queryOptions({ cohortId, groupId }));
  if (error) return <p>{problemOf(error).sentence}</p>;
  if (!effects) return <p>Looking at what this does …</p>;
  return (
    <ul className="effects">
      {effectWords(effects).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
