import { countSigns, type Step } from "./step-words.ts";

/** `+ 41 to create  ~ 0 to change  − 0 to remove`: the head of a plan (PL-1). */
export function SignCounts({ steps }: { steps: readonly Step[] }) {
  const counts = countSigns(steps);
  return (
    <span className="sum">
      <b className="add">+ {counts["+"]}</b> to create <b>~ {counts["~"]}</b> to change <b>− {counts["−"]}</b> to remove{" "}
      <b>= {counts["="]}</b> unchanged
      {counts["!"] > 0 && (
        <>
          {" "}
          <b className="ask">! {counts["!"]}</b> to decide
        </>
      )}
    </span>
  );
}
