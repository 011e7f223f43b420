import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-words.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import { useRuleDeeds, useRuleList, type Rule, type RulePerson } from "./use-rules.ts";
import "./rules.css";

interface RuleListProps {
  cohort: { id: number; timeZone: string };
  people: readonly RulePerson[];
  /** A closed cohort is only looked at. */
  open: boolean;
}

/** Every rule about who shares a group here, as a sentence with who said it and its way out (GR-13). */
export function RuleList({ cohort, people, open }: RuleListProps) {
  const rules = useRuleList(cohort.id);
  const deeds = useRuleDeeds(cohort.id);
  const [adding, setAdding] = useState(false);
  const add = open && (
    <Button size="small" icon={Plus} onClick={() => setAdding(true)}>
      Add a rule
    </Button>
  );
  if (!rules.data)
    return rules.error ? (
      <Note tone="fail">{problemOf(rules.error).sentence}</Note>
    ) : (
      <Skeleton lines={3} label="Reading the rules" />
    );
  return (
    <>
      {rules.data.length === 0 ? (
        <EmptyState title="No rules yet" action={add}>
          Who is to be in one group, and who is not. Runs keep to them, and members never see them.
        </EmptyState>
      ) : (
        <>
          <ul className="rule-list">
            {rules.data.map((rule) => (
              <RuleRow
                key={rule.ruleId}
                rule={rule}
                timeZone={cohort.timeZone}
                busy={deeds.removing === rule.ruleId}
                onRemove={open ? () => deeds.remove(rule) : null}
              />
            ))}
          </ul>
          {add && <p className="rule-add">{add}</p>}
        </>
      )}
      {adding && <RuleDialog cohortId={cohort.id} people={people} kind="together" onClose={() => setAdding(false)} />}
    </>
  );
}

interface RuleRowProps {
  rule: Rule;
  timeZone: string;
  busy: boolean;
  onRemove: (() => void) | null;
}

function RuleRow({ rule, timeZone, busy, onRemove }: RuleRowProps) {
  const { words, everywhere, others, sleeps, note, madeBy, madeAt } = rule;
  const elsewhere = others > 0 ? `, also about ${countOf(others, "other", "others")}` : "";
  return (
    <li>
      <div>
        <b>{words}.</b>
        <small>
          by {madeBy}, {momentOf(madeAt, timeZone)}
          {everywhere && ` · in every cohort${elsewhere}`}
        </small>
        {sleeps && <small>Asks for nothing now: fewer than two of them take part.</small>}
        {note && <small className="said">{note}</small>}
      </div>
      {onRemove && (
        <Button
          variant="quiet"
          size="small"
          icon={Trash2}
          busy={busy}
          label={`Remove the rule: ${words}`}
          onClick={onRemove}
        />
      )}
    </li>
  );
}
