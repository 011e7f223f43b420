import type { CivilHours } from "@muster/domain/scheduling-settings";
import { CardBody } from "../../ui/card.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Field, Input } from "../../ui/field.tsx";
import { Fold } from "../../ui/fold.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import type { SettingsDraft, SettingsErrors } from "./settings-draft.ts";

interface AdvancedSettingsProps {
  draft: SettingsDraft;
  errors: SettingsErrors;
  /** How many of these differ, and from what. */
  differing: number;
  fromPreset: boolean;
  onChange: (changes: Partial<SettingsDraft>) => void;
}

const EVEN = {
  on: "After quality: of the groupings that are as good, the one with the most equal groups.",
  off: "Sizes fall as they may, within the limits above.",
};

const CIVIL: Record<CivilHours, string> = {
  off: "Groups meet at whatever hour was found first.",
  prefer:
    "After quality and sizes: a group moves to an hour that suits its members as well and lies between 07:00 and 22:00 for more of them.",
  must: "Before everything: nobody meets before 07:00 or after 22:00 of their own clock on any date, even where that leaves people out.",
};

/** What most runs leave as it is: what comes after quality, in words for what each choice does (SC-4), and how hard to look. */
export function AdvancedSettings({ draft, errors, differing, fromPreset, onChange }: AdvancedSettingsProps) {
  const number = (field: "iterations" | "timeLimitSeconds" | "seed") => ({
    value: draft[field],
    inputMode: "numeric" as const,
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
  });
  const of = fromPreset ? "the preset" : "the cohort's own";
  return (
    <Fold
      summary={
        <>
          <b>Advanced</b>
          <span className="push faint small">
            {differing === 0 ? `as in ${of}` : `${countOf(differing, "differs", "differ")} from ${of}`}
          </span>
        </>
      }
    >
      <CardBody className="form adv">
        <div className="field">
          <span className="label">Even group sizes</span>
          <Segmented
            label="Even group sizes"
            value={draft.balance ? "on" : "off"}
            options={[
              { value: "off", label: "Off" },
              { value: "on", label: "Prefer" },
            ]}
            onChange={(value) => onChange({ balance: value === "on" })}
          />
          <span className="why">{EVEN[draft.balance ? "on" : "off"]}</span>
        </div>
        <div className="field">
          <span className="label">Civil hours for everybody</span>
          <Segmented
            label="Civil hours for everybody"
            value={draft.civilHours}
            options={[
              { value: "off", label: "Off" },
              { value: "prefer", label: "Prefer" },
              { value: "must", label: "Must" },
            ]}
            onChange={(civilHours) => onChange({ civilHours })}
          />
          <span className="why">{CIVIL[draft.civilHours]}</span>
        </div>
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
  );
}
