import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Card, CardBody, CardHead } from "../../ui/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Field, Input } from "../../ui/field.tsx";
import { Fold } from "../../ui/fold.tsx";
import { Select } from "../../ui/select.tsx";
import { ADVANCED, BASIC, changedFields, type SettingsDraft, type SettingsErrors } from "./settings-draft.ts";

interface SettingsFormProps {
  draft: SettingsDraft;
  defaults: SettingsDraft;
  errors: SettingsErrors;
  /** How many people a run would look at, once that is known. */
  candidates: number | undefined;
  /** Groups that stand and have seats to fill; null where there is none. */
  standing: { groups: number; fill: boolean; onFill: (fill: boolean) => void } | null;
  onChange: (changes: Partial<SettingsDraft>) => void;
  /** Further folds of the card. */
  children?: ReactNode;
}

const STEPS = ["5", "10", "15", "20", "30", "60"] as const;
type NumberField = "minPeople" | "maxPeople" | "meetingLengthMinutes" | "iterations" | "timeLimitSeconds" | "seed";

/** The basics open, the rest folded with a line of what differs (SC-2). */
export function SettingsForm({ draft, defaults, errors, candidates, standing, onChange, children }: SettingsFormProps) {
  const number = (field: NumberField) => ({
    value: draft[field],
    inputMode: "numeric" as const,
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
  });
  const differing = changedFields(draft, defaults, ADVANCED);
  const touched = [...changedFields(draft, defaults, BASIC), ...differing];
  return (
    <Card>
      <CardHead title="Settings">
        {touched.length > 0 && (
          <Button className="push" size="small" variant="quiet" onClick={() => onChange(defaults)}>
            Back to the cohort's own
          </Button>
        )}
      </CardHead>
      <CardBody className="form">
        <div className="fields-2">
          <Field label="Smallest group" error={errors.minPeople}>
            {(wiring) => <Input {...wiring} {...number("minPeople")} className="num" />}
          </Field>
          <Field label="Largest group" error={errors.maxPeople}>
            {(wiring) => <Input {...wiring} {...number("maxPeople")} className="num" />}
          </Field>
        </div>
        <p className="why under">
          People in a group, the facilitator included.{leastGroups(candidates, draft.maxPeople)}
        </p>
        <div className="fields-2">
          <Field label="Meeting length" error={errors.meetingLengthMinutes}>
            {(wiring) => <Input {...wiring} {...number("meetingLengthMinutes")} unit="min" />}
          </Field>
          <Field label="Starts every" error={errors.stepMinutes}>
            {(wiring) => (
              <Select
                {...wiring}
                value={STEPS.find((step) => step === draft.stepMinutes)}
                options={STEPS.map((value) => ({ value, label: `${value} min` }))}
                onChange={(stepMinutes) => onChange({ stepMinutes })}
              />
            )}
          </Field>
        </div>
        <Checkbox checked={draft.useIfNeeded} onChange={(useIfNeeded) => onChange({ useIfNeeded })}>
          Use If needed times
          <br />
          <span className="why">A person there counts 0.9 instead of 1.</span>
        </Checkbox>
        {standing && (
          <Checkbox checked={standing.fill} onChange={standing.onFill}>
            Fill free seats of {countOf(standing.groups, "group")} that {standing.groups === 1 ? "stands" : "stand"}
            <br />
            <span className="why">Nobody who has a place is moved.</span>
          </Checkbox>
        )}
      </CardBody>
      <Fold
        summary={
          <>
            <b>Advanced</b>
            <span className="push faint small">
              {differing.length === 0 ? "as the cohort has it" : `${countOf(differing.length, "differs", "differ")}`}
            </span>
          </>
        }
      >
        <CardBody className="form adv">
          <Checkbox checked={draft.balance} onChange={(balance) => onChange({ balance })}>
            Even out group sizes
            <br />
            <span className="why">Among groupings of the same quality, the one with the most equal groups.</span>
          </Checkbox>
          <div className="fields-2">
            <Field label="Attempts" why="Shuffles tried first." error={errors.iterations}>
              {(wiring) => <Input {...wiring} {...number("iterations")} className="num" />}
            </Field>
            <Field label="At most" why="Then the best is kept." error={errors.timeLimitSeconds}>
              {(wiring) => <Input {...wiring} {...number("timeLimitSeconds")} unit="s" />}
            </Field>
          </div>
          <Field label="Seed" why="The same people, settings and seed give the same groups." error={errors.seed}>
            {(wiring) => <Input {...wiring} {...number("seed")} className="mono" />}
          </Field>
        </CardBody>
      </Fold>
      {children}
    </Card>
  );
}

function leastGroups(candidates: number | undefined, largest: string): string {
  const size = Number(largest);
  if (!candidates || !Number.isInteger(size) || size < 2) return "";
  return ` ${countOf(candidates, "person needs", "people need")} at least ${countOf(Math.ceil(candidates / size), "group")}.`;
}
