import { Field } from "./field.tsx";
import { Fold } from "./fold.tsx";
import { TextArea } from "./text-area.tsx";

interface OwnReasonProps {
  value: string;
  onChange: (words: string) => void;
}

/** Room for somebody's own words beside a choice; folded, since nobody has to say anything. */
export function OwnReason({ value, onChange }: OwnReasonProps) {
  return (
    <Fold summary="Say why, if you like">
      <Field label="Why" why="Your organiser reads it, nobody else.">
        {(wiring) => (
          <TextArea {...wiring} maxLength={500} value={value} onChange={(event) => onChange(event.target.value)} />
        )}
      </Field>
    </Fold>
  );
}
