import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { weekdayName } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { Select } from "../../ui/select.tsx";
import { minuteOfClock } from "./clock-input.ts";
import { useDesk } from "./use-review.ts";

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ value: String(day), label: weekdayName(day, "long") }));

/** An empty group in preview, by hand (GR-9, GR-15). */
export function CreateGroup() {
  const { ask, cohort, showGroup, deeds } = useDesk();
  const [draft, setDraft] = useState({ weekday: "0", time: "18:00", name: "" });
  const form = useId();
  const create = useMutation(trpc.groups.create.mutationOptions());
  const startMinute = minuteOfClock(draft.time);
  const problem = create.error && problemOf(create.error);
  const save = () => {
    if (startMinute === null) return;
    const name = draft.name.trim();
    const asked = { weekday: Number(draft.weekday), startMinute };
    create.mutate(
      { cohortId: cohort.id, ...asked, ...(name !== "" && { name }) },
      {
        onSuccess: ({ groupId, name: called, version: auditId }) => {
          ask(null);
          showGroup(groupId);
          const made = { groupId, name: called };
          deeds.remember({ what: "create", ...asked, name: name || null, made, auditId, back: false });
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title="New group"
      description="Empty and in preview: put people into it, then plan it for Discord."
      actions={
        <>
          <Button onClick={() => ask(null)}>Leave as it is</Button>
          <Button variant="primary" type="submit" form={form} busy={create.isPending} disabled={startMinute === null}>
            Create 1 group
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form-grid"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label="Weekday">
          {({ id }) => (
            <Select
              id={id}
              value={draft.weekday}
              options={WEEKDAYS}
              onChange={(weekday) => setDraft({ ...draft, weekday })}
            />
          )}
        </Field>
        <Field
          label={`Starts at, ${cityOf(cohort.timeZone)} time`}
          error={startMinute === null ? "A time is written as 18:00." : undefined}
        >
          {(wiring) => (
            <Input
              {...wiring}
              type="time"
              value={draft.time}
              onChange={(event) => setDraft({ ...draft, time: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Name"
          why="Left empty, the numbering goes on."
          error={problem?.field === "name" ? problem.sentence : undefined}
        >
          {(wiring) => (
            <Input
              {...wiring}
              value={draft.name}
              maxLength={80}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
      </form>
      {problem && problem.field !== "name" && (
        <Note tone="fail" announce>
          {problem.sentence}
        </Note>
      )}
    </Dialog>
  );
}
