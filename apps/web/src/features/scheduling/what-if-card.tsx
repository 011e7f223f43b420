import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Card, CardBody, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Scroller } from "../../ui/scroller.tsx";
import { Select } from "../../ui/select.tsx";
import type { RunState } from "./run-words.ts";
import { isWorking, useEstimates, type EstimateRow } from "./use-estimates.ts";
import { changedBy, changeWords, choicesOf, compared, questionsFor, type Question } from "./what-if.ts";

interface WhatIfCardProps {
  cohortId: number;
  /** The result estimates stand beside; null where there is none yet. */
  run: RunState | null;
  /** The form's; null while a field cannot be read. */
  settings: SchedulingSettings | null;
  keepPlaced: boolean;
  /** A run works: estimates stand back for it. */
  running: boolean;
  onUse: (settings: SchedulingSettings, words: string) => void;
}

/** One parameter changed, and what a few seconds say it would give, beside the present result (SC-20). */
export function WhatIfCard({ cohortId, run, settings, keepPlaced, running, onUse }: WhatIfCardProps) {
  const { rows, ask, cancel } = useEstimates(cohortId, keepPlaced);
  const now = run?.progress ? run.settings : settings;
  if (!now) return null;
  const present = run?.progress ? presentRow(run) : null;
  const shown = [...(present ? [present] : []), ...rows.map(rowOf)];
  return (
    <Card aria-label="What if">
      <CardHead title="What if">
        <span className="faint small">a run of at most 5 s, of which nothing is kept</span>
      </CardHead>
      <CardBody>
        <WhatIfQuestion now={now} form={settings} blocked={running} onAsk={ask} />
      </CardBody>
      <p className="sr" role="status">
        {spoken(rows.at(-1))}
      </p>
      {rows.length > 0 && (
        <div className="runs">
          <Scroller label="Estimates beside the present result">
            <DataTable
              caption="Estimates beside the present result"
              columns={columns(present, { onUse, cancel })}
              rows={shown}
              keyOf={({ id }) => id}
              isSelected={({ estimate }) => estimate === null}
              compact
            />
          </Scroller>
        </div>
      )}
    </Card>
  );
}

interface WhatIfQuestionProps {
  now: SchedulingSettings;
  form: SchedulingSettings | null;
  blocked: boolean;
  onAsk: (settings: SchedulingSettings, words: string) => void;
}

function WhatIfQuestion({ now, form, blocked, onAsk }: WhatIfQuestionProps) {
  const differs = form !== null && "settings" in compared(now, form);
  const questions = questionsFor(differs);
  const [chosen, setChosen] = useState<Question>("maxPeople");
  const [answer, setAnswer] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const question = questions.some(({ value }) => value === chosen) ? chosen : "maxPeople";
  const choices = choicesOf(question);
  const typed = answer ?? (question === "form" ? "" : String(now[question]));
  return (
    <form
      className="what-if"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = question === "form" ? compared(now, form ?? now) : changedBy(now, { question, answer: typed });
        setProblem("problem" in asked ? asked.problem : undefined);
        if ("settings" in asked) onAsk(asked.settings, asked.words);
      }}
    >
      <Field label="What if">
        {(wiring) => (
          <Select
            {...wiring}
            value={question}
            options={questions}
            onChange={(next) => {
              setChosen(next);
              setAnswer(undefined);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      {question !== "form" && (
        <Field label="Value" error={problem}>
          {(wiring) =>
            choices ? (
              <Select {...wiring} value={typed} options={choices} onChange={setAnswer} />
            ) : (
              <Input
                {...wiring}
                className="num"
                inputMode="numeric"
                value={typed}
                onChange={({ target }) => setAnswer(target.value)}
              />
            )
          }
        </Field>
      )}
      <Button type="submit" disabled={blocked}>
        Estimate
      </Button>
      {blocked && <span className="faint small">A run works; estimates stand back for it.</span>}
    </form>
  );
}

/** A line of the table; `estimate` is null for the present result. */
interface Line {
  id: number;
  words: string;
  estimate: EstimateRow | null;
  figures: {
    placed: number;
    total: number;
    groups: number;
    bestQuality: number;
    upperBound: number | null;
    proven: boolean;
  } | null;
  sentence: string | null;
}

const presentRow = ({ number, progress }: RunState): Line => ({
  id: 0,
  words: `as in run ${number}`,
  estimate: null,
  figures: progress,
  sentence: null,
});

const rowOf = (estimate: EstimateRow): Line => ({
  id: estimate.id,
  words: estimate.words,
  estimate,
  figures: estimate.told && estimate.told.state !== "none" ? estimate.told : null,
  sentence: estimate.told?.state === "none" ? estimate.told.sentence : null,
});

interface Deeds {
  onUse: WhatIfCardProps["onUse"];
  cancel: (id: number) => void;
}

function columns(present: Line | null, { onUse, cancel }: Deeds): Column<Line>[] {
  const figure = (
    head: string,
    of: (figures: NonNullable<Line["figures"]>) => number | null,
    digits = 0,
  ): Column<Line> => ({
    key: head,
    head,
    number: true,
    cell: ({ figures, estimate }) => {
      const value = figures && of(figures);
      if (value === null) return <span className="faint">none</span>;
      const change = estimate && present?.figures ? changeWords(value, of(present.figures) ?? undefined) : "";
      return (
        <>
          {change && <span className="faint small">{change} </span>}
          {value.toFixed(digits)}
        </>
      );
    },
  });
  return [
    {
      key: "what",
      head: "With",
      className: "changed",
      cell: ({ words, sentence }) => <WithCell {...{ words, sentence }} />,
    },
    { key: "sort", head: "What it is", cell: (line) => <SortCell line={line} /> },
    figure("Placed", ({ placed }) => placed),
    figure("Groups", ({ groups }) => groups),
    figure("Quality", ({ bestQuality }) => bestQuality, 1),
    figure("At most", ({ upperBound }) => upperBound, 1),
    {
      key: "deeds",
      head: <span className="sr">Actions</span>,
      number: true,
      cell: ({ id, words, estimate }) =>
        estimate &&
        (isWorking(estimate) ? (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Cancel the estimate with ${words}`}
            onClick={() => cancel(id)}
          >
            Cancel
          </Button>
        ) : (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Put ${words} into the form`}
            onClick={() => onUse(estimate.settings, words)}
          >
            Into the form
          </Button>
        )),
    },
  ];
}

function WithCell({ words, sentence }: Pick<Line, "words" | "sentence">) {
  return (
    <>
      <b>{words}</b>
      {sentence && <div className="dim">{sentence}</div>}
    </>
  );
}

function SortCell({ line: { estimate, figures, sentence } }: { line: Line }) {
  if (!estimate) return <Chip tone="ok">Result</Chip>;
  if (isWorking(estimate)) return <Chip tone="accent">Estimating</Chip>;
  if (sentence) return <Chip tone="off">No estimate</Chip>;
  return <Chip tone="wait">{figures?.proven ? "Estimate, proven" : "Estimate"}</Chip>;
}

function spoken(row: EstimateRow | undefined): string {
  if (!row?.told || row.told.state === "working") return row ? "Estimating" : "";
  if (row.told.state === "none") return row.told.sentence;
  const { placed, total, groups } = row.told;
  return `Estimate with ${row.words}: ${placed} of ${total} placed in ${countOf(groups, "group")}`;
}
