import { problemOf } from "../../app/trpc.ts";
import { effectWords } from "./effect-words.ts";
import type { useEffects } from "./use-effects.ts";
import "./taking-part.css";

/** The effects, as they would be at this moment (JS-7). */
export function EffectList({ data: effects, error }: Pick<ReturnType<typeof useEffects>, "data" | "error">) {
  if (!effects) return <p>{error ? problemOf(error).sentence : "Looking at what this does …"}</p>;
  return (
    <ul className="effects">
      {effectWords(effects).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
