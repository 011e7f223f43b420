import { useId } from "react";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { StepField } from "../../ui/step-field.tsx";
import type { CohortDraft, DraftErrors, DraftField } from "./cohort-draft.ts";

interface CohortFieldsProps {
  draft: CohortDraft;
  errors: DraftErrors;
  onChange: (changes: Partial<CohortDraft>) => void;
}

const ZONES = Intl.supportedValuesOf("timeZone");

/** The terms of a cohort: the same fields where one is made and where one is changed. */
export function CohortFields({ draft, errors, onChange }: CohortFieldsProps) {
  const zones = useId();
  const text = (field: Exclude<DraftField, "directJoin">) => ({
    value: draft[field],
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
  });
  const number = (field: Exclude<DraftField, "directJoin">) => ({ ...text(field), inputMode: "numeric" as const });
  return (
    <>
      <Field label="Name" why="Such as October 2026. People see it beside the course." error={errors.name}>
        {(wiring) => <Input {...wiring} {...text("name")} maxLength={80} />}
      </Field>
      <div className="fields-2">
        <Field label="First day of the term" why="Each group first meets on or after it." error={errors.startDate}>
          {(wiring) => <Input {...wiring} {...text("startDate")} type="date" />}
        </Field>
        <Field label="Time zone" why="The meetings keep this clock all term." error={errors.timeZone}>
          {(wiring) => <Input {...wiring} {...text("timeZone")} list={zones} autoComplete="off" spellCheck={false} />}
        </Field>
        <datalist id={zones}>
          {ZONES.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </datalist>
      </div>
      <div className="fields-3">
        <Field label="Meetings" why="One a week." error={errors.numberOfMeetings}>
          {(wiring) => <Input {...wiring} {...number("numberOfMeetings")} className="num" />}
        </Field>
        <Field label="Meeting length" error={errors.meetingLengthMinutes}>
          {(wiring) => <Input {...wiring} {...number("meetingLengthMinutes")} unit="min" />}
        </Field>
        <StepField
          value={draft.stepMinutes}
          error={errors.stepMinutes}
          onChange={(stepMinutes) => onChange({ stepMinutes })}
        />
      </div>
      <div className="fields-2">
        <Field label="Smallest group" why="The facilitator counts." error={errors.minSize}>
          {(wiring) => <Input {...wiring} {...number("minSize")} className="num" />}
        </Field>
        <Field label="Largest group" error={errors.maxSize}>
          {(wiring) => <Input {...wiring} {...number("maxSize")} className="num" />}
        </Field>
      </div>
      <Checkbox checked={draft.directJoin} onChange={(directJoin) => onChange({ directJoin })}>
        Members may join and switch groups themselves
        <br />
        <span className="why">Wherever a seat is free. Without it, you place everybody.</span>
      </Checkbox>
    </>
  );
}
