import { Field } from "./field.tsx";
import { Select } from "./select.tsx";

/** How far apart meetings may begin, in minutes; each divides a day. */
const STEPS = ["5", "10", "15", "20", "30", "60"] as const;
export type Step = (typeof STEPS)[number];

interface StepFieldProps {
  value: string;
  error: string | undefined;
  onChange: (stepMinutes: Step) => void;
}

export function StepField({ value, error, onChange }: StepFieldProps) {
  return (
    <Field label="Starts every" error={error}>
      {(wiring) => (
        <Select
          {...wiring}
          value={STEPS.find((step) => step === value)}
          options={STEPS.map((step) => ({ value: step, label: `${step} min` }))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
