import { meetingHoursWords } from "@muster/domain/meeting-hours";
import type { ReactNode } from "react";
import { cityOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardBody, CardHead } from "../../ui/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Field, Input } from "../../ui/field.tsx";
import { Fold } from "../../ui/fold.tsx";
import { StepField } from "../../ui/step-field.tsx";
import { AdvancedSettings } from "./advanced-settings.tsx";
import { MeetingHoursFields } from "./meeting-hours-fields.tsx";
import { PresetPicker } from "./preset-picker.tsx";
import { ADVANCED, changedFields } from "./settings-draft.ts";
import { differsWords } from "./setting-words.ts";
import type { Settings } from "./use-settings.ts";

interface SettingsFormProps {
  settings: Settings;
  timeZone: string;
  /** Groups that stand and have seats to fill; null where there is none. */
  standing: { groups: number; fill: boolean; onFill: (fill: boolean) => void } | null;
  /** Further folds of the card. */
  children?: ReactNode;
}

type NumberField = "minPeople" | "maxPeople" | "meetingLengthMinutes";

/** The preset, the basics open, the rest folded with a line of what differs (SC-2, SC-6). */
export function SettingsForm({ settings, timeZone, standing, children }: SettingsFormProps) {
  const { draft, base, errors, preset, preflight, change } = settings;
  const number = (field: NumberField) => ({
    value: draft[field],
    inputMode: "numeric" as const,
    onChange: (event: { target: { value: string } }) => change({ [field]: event.target.value }),
  });
  const touched = changedFields(draft, base);
  return (
    <Card>
      <CardHead title="Settings">
        <PresetPicker
          preset={preset}
          differing={touched.length}
          settings={settings.keepable}
          onChoose={settings.choose}
          onMade={settings.adopt}
        />
      </CardHead>
      <CardBody className="form">
        {touched.length > 0 && (
          <p className="why differs">
            {differsWords(touched, draft, base)}.{" "}
            <Button variant="link" onClick={() => settings.choose(preset?.id ?? null)}>
              {preset ? "Back to the preset" : "Back to the cohort's own"}
            </Button>
          </p>
        )}
        <div className="fields-2">
          <Field label="Smallest group" error={errors.minPeople}>
            {(wiring) => <Input {...wiring} {...number("minPeople")} className="num" />}
          </Field>
          <Field label="Largest group" error={errors.maxPeople}>
            {(wiring) => <Input {...wiring} {...number("maxPeople")} className="num" />}
          </Field>
        </div>
        <p className="why under">
          People in a group{preflight?.facilitators === 0 ? "" : ", its one facilitator included"}.
          {leastGroups(preflight?.candidates, draft.maxPeople)}
        </p>
        <div className="fields-2">
          <Field label="Meeting length" error={errors.meetingLengthMinutes}>
            {(wiring) => <Input {...wiring} {...number("meetingLengthMinutes")} unit="min" />}
          </Field>
          <StepField
            value={draft.stepMinutes}
            error={errors.stepMinutes}
            onChange={(stepMinutes) => change({ stepMinutes })}
          />
        </div>
        <Checkbox checked={draft.useIfNeeded} onChange={(useIfNeeded) => change({ useIfNeeded })}>
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
            <b>Meetings on</b>
            <span className="push faint small hours-words">{meetingHoursWords(draft.meetingHours)}</span>
          </>
        }
      >
        <CardBody className="form adv">
          <p className="why">A whole meeting lies within these hours, on {cityOf(timeZone)}'s clock.</p>
          <MeetingHoursFields hours={draft.meetingHours} onChange={(meetingHours) => change({ meetingHours })} />
          {errors.meetingHours && (
            <p className="why is-error" role="alert">
              {errors.meetingHours}
            </p>
          )}
        </CardBody>
      </Fold>
      <AdvancedSettings
        draft={draft}
        errors={errors}
        differing={changedFields(draft, base, ADVANCED).length}
        fromPreset={preset !== null}
        onChange={change}
      />
      {children}
    </Card>
  );
}

function leastGroups(candidates: number | undefined, largest: string): string {
  const size = Number(largest);
  if (!candidates || !Number.isInteger(size) || size < 2) return "";
  return ` ${countOf(candidates, "person needs", "people need")} at least ${countOf(Math.ceil(candidates / size), "group")}.`;
}
