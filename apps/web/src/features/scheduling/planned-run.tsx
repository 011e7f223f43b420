import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { useState } from "react";
import { Moment } from "./when.tsx";
import { cityOf, momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { CardBody } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Fold } from "../../ui/fold.tsx";
import { Note } from "../../ui/note.tsx";
import { usePlannedRun } from "./use-planned-run.ts";

interface PlannedRunProps {
  cohortId: number;
  timeZone: string;
  /** Null while a field cannot be read. */
  settings: SchedulingSettings | null;
}

/** When Muster schedules this cohort by itself, such as at the end of sign-up (A7); what it finds waits for acceptance. */
export function PlannedRun({ cohortId, timeZone, settings }: PlannedRunProps) {
  const { at, plannedBy, busy, problem, plan, callOff } = usePlannedRun(cohortId);
  return (
    <Fold
      summary={
        <>
          <b>By itself</b>
          <span className="push faint small">{at ? momentOf(at, timeZone) : "not planned"}</span>
        </>
      }
    >
      <CardBody className="form adv">
        {at ? (
          <>
            <p className="why">
              Muster schedules this cohort <Moment at={at} timeZone={timeZone} />, with the settings kept by {plannedBy}
              . The proposal waits for you.
            </p>
            {problem && (
              <Note tone="fail" announce>
                {problem}
              </Note>
            )}
            <Button busy={busy} onClick={callOff}>
              Call it off
            </Button>
          </>
        ) : (
          <MomentForm
            timeZone={timeZone}
            busy={busy}
            error={problem}
            onPlan={settings && ((at) => plan({ settings, at }))}
          />
        )}
      </CardBody>
    </Fold>
  );
}

interface MomentFormProps {
  timeZone: string;
  busy: boolean;
  error: string | undefined;
  /** Null while a setting cannot be read. */
  onPlan: ((at: { date: string; time: string }) => void) | null;
}

function MomentForm({ timeZone, busy, error, onPlan }: MomentFormProps) {
  const [date, setDate] = useState("");
  const [time, setTime] = useState("18:00");
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onPlan?.({ date, time });
      }}
    >
      <p className="why">
        For example when sign-up ends. Muster runs with the settings above; the proposal waits for you.
      </p>
      <Field label="Day" error={error}>
        {(wiring) => (
          <Input {...wiring} type="date" required value={date} onChange={({ target }) => setDate(target.value)} />
        )}
      </Field>
      <Field label={`Time in ${cityOf(timeZone)}`}>
        {(wiring) => (
          <Input {...wiring} type="time" required value={time} onChange={({ target }) => setTime(target.value)} />
        )}
      </Field>
      <Button type="submit" busy={busy} disabled={onPlan === null}>
        Plan a run
      </Button>
    </form>
  );
}
