import { Eraser } from "lucide-react";
import { Segmented } from "../../ui/segmented.tsx";
import type { Brush } from "./painting.ts";

const BRUSHES = [
  {
    value: "available" as const,
    label: (
      <>
        <i className="sw sw-y" />
        Available<kbd className="phone-off">1</kbd>
      </>
    ),
  },
  {
    value: "if_needed" as const,
    label: (
      <>
        <i className="sw sw-m" />
        If needed<kbd className="phone-off">2</kbd>
      </>
    ),
  },
  {
    value: "erase" as const,
    label: (
      <>
        <Eraser className="i" />
        Erase<kbd className="phone-off">0</kbd>
      </>
    ),
  },
];

/** Two colours and a rubber (AG-3). */
export function BrushPicker({ brush, onChange }: { brush: Brush; onChange: (brush: Brush) => void }) {
  return <Segmented label="Brush" value={brush} options={BRUSHES} onChange={onChange} />;
}
