import { skipToken, useSuspenseQuery } from "@tanstack/react-query";
import { DoorOpen } from "lucide-react";
import { useState } from "react";
import { trpc } from "../../app/trpc.ts";
import { calendarDay } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { OwnReason } from "../../ui/own-reason.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { EffectList } from "./effect-list.tsx";
import { useEffects } from "./use-effects.ts";
import { useTakingPart } from "./use-taking-part.ts";
import { waysOut, wayWords, type WayOut } from "./ways-out.ts";
import "./taking-part.css";

interface StepOutProps {
  cohortId: number;
  course: string;
  /** The group one is in; null without one. */
  current: { groupId: number; name: string } | null;
}

/** Out of a group, for a while or until a later cohort: a plain choice with what it does, undone from the toast (JS-13). */
export function StepOut({ cohortId, course, current }: StepOutProps) {
  const [asked, setAsked] = useState(false);
  const deeds = useTakingPart(cohortId);
  const ask = () => {
    deeds.forget();
    setAsked(true);
  };
  return (
    <>
      <Button icon={DoorOpen} variant={current ? "plain" : "link"} busy={deeds.busy} onClick={ask}>
        {current ? `Leave ${current.name}, or pause` : "Pause, or come later"}
      </Button>
      {asked && <WaysOut {...{ cohortId, course, current }} deeds={deeds} close={() => setAsked(false)} />}
    </>
  );
}

interface WaysOutProps extends StepOutProps {
  deeds: ReturnType<typeof useTakingPart>;
  close: () => void;
}

function WaysOut({ cohortId, course, current, deeds, close }: WaysOutProps) {
  const { data: later } = useSuspenseQuery(trpc.signups.laterCohorts.queryOptions({ cohortId }));
  const options = waysOut({ hasGroup: current !== null, later: later.length });
  const [way, setWay] = useState<WayOut>(options[0]!.value);
  const [to, setTo] = useState(String(later[0]?.cohortId ?? ""));
  const [reason, setReason] = useState("");
  const chosen = later.find((each) => String(each.cohortId) === to);
  const words = wayWords(way, { course, group: current?.name ?? null, later: chosen?.name ?? null });
  const effects = useEffects(current ? { cohortId, groupId: null } : skipToken);
  const act = () => {
    if (way === "leave" && current) deeds.leave(current, reason, close);
    else if (way === "pause") deeds.pause(reason, close);
    else if (chosen) deeds.defer(chosen, reason, close);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || close())}
      title={current ? `Leave ${current.name}?` : "Pause, or come later?"}
      description={<p>{words.effect}</p>}
      actions={
        <>
          <Button onClick={close}>Stay</Button>
          <Button
            variant="danger"
            disabled={current !== null && effects.data === undefined}
            busy={deeds.busy}
            onClick={act}
          >
            {words.verb}
          </Button>
        </>
      }
    >
      <div className="stepout">
        {options.length > 1 && <Segmented label="How" value={way} options={options} onChange={setWay} />}
        {way === "later" && (
          <Field label="Which cohort" why="You are signed up there in the same role, with the same week.">
            {(wiring) => (
              <Select
                {...wiring}
                value={to}
                onChange={setTo}
                options={later.map((each) => ({
                  value: String(each.cohortId),
                  label: each.name,
                  hint: `from ${calendarDay(each.startDate)}`,
                }))}
              />
            )}
          </Field>
        )}
        {current && <EffectList {...effects} />}
        <OwnReason value={reason} onChange={setReason} />
        {deeds.problem && (
          <Note tone="warn" announce>
            {deeds.problem}
          </Note>
        )}
      </div>
    </Dialog>
  );
}
