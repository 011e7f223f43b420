import { MOST_PEOPLE_OF_A_RULE, ruleWords, type GroupingRuleKind } from "@muster/domain/grouping-rule";
import { X } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { PickList } from "../../ui/pick-list.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { useRuleDeeds, type RulePerson } from "./use-rules.ts";
import "./rules.css";

interface RuleDialogProps {
  cohortId: number;
  /** Everybody it could be about. */
  people: readonly RulePerson[];
  kind: GroupingRuleKind;
  /** Whom it is about to begin with. */
  first?: RulePerson | undefined;
  onClose: () => void;
}

/** Who is to share a group with whom, or who is not: people are typed for, and the rule reads as it will stand (GR-13). */
export function RuleDialog({ cohortId, people, kind: asked, first, onClose }: RuleDialogProps) {
  const [kind, setKind] = useState(asked);
  const [chosen, setChosen] = useState<readonly RulePerson[]>(first ? [first] : []);
  const [everywhere, setEverywhere] = useState(false);
  const [note, setNote] = useState("");
  const deeds = useRuleDeeds(cohortId);
  const names = chosen.map(({ name }) => name);
  const enough = chosen.length >= 2;
  const keep = () => deeds.add({ kind, people: chosen, everywhere, note: note.trim() || null }, onClose);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={first ? `Keep ${first.name} ${kind === "together" ? "together with" : "apart from"}…` : "New rule"}
      description="Runs keep it; groups as they are stay, and a broken rule is among their conflicts. No member sees it."
      actions={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button variant="primary" disabled={!enough} busy={deeds.busy} onClick={keep}>
            {enough ? `Keep ${countOf(chosen.length, "person", "people")} ${kind}` : "Choose two people"}
          </Button>
        </>
      }
    >
      <div className="rule-form">
        <Segmented
          label="What the rule asks for"
          value={kind}
          onChange={setKind}
          options={[
            { value: "together", label: "Together" },
            { value: "apart", label: "Apart" },
          ]}
        />
        <Chosen people={chosen} onDrop={(id) => setChosen(chosen.filter(({ personId }) => personId !== id))} />
        <p className="sr" role="status">
          {enough ? `${ruleWords(kind, names)}.` : ""}
        </p>
        {deeds.problem && (
          <Note tone="fail" announce>
            {problemOf(deeds.problem).sentence}
          </Note>
        )}
        <Candidates people={people} chosen={chosen} onPick={(one) => setChosen([...chosen, one])} />
        <Checkbox checked={everywhere} onChange={setEverywhere}>
          In every cohort in which they meet
        </Checkbox>
        <Field label="Note for organisers (optional)">
          {(wiring) => (
            <Input {...wiring} value={note} maxLength={2_000} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

function Chosen({ people, onDrop }: { people: readonly RulePerson[]; onDrop: (personId: number) => void }) {
  if (people.length === 0) return <p className="faint small">Nobody yet: type a name below.</p>;
  return (
    <ul className="rule-people" aria-label="Who it is about">
      {people.map(({ personId, name }) => (
        <li key={personId}>
          <button type="button" className="btn btn-sm" aria-label={`Take ${name} out`} onClick={() => onDrop(personId)}>
            {name}
            <X className="i i-sm" />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface CandidatesProps {
  people: readonly RulePerson[];
  chosen: readonly RulePerson[];
  onPick: (person: RulePerson) => void;
}

function Candidates({ people, chosen, onPick }: CandidatesProps) {
  const full = chosen.length >= MOST_PEOPLE_OF_A_RULE;
  const items = people
    .filter(({ personId }) => !chosen.some((one) => one.personId === personId))
    .map((person) => ({
      key: person.personId,
      words: person.name,
      blocked: full,
      person,
      inside: (
        <span>
          <b>{person.name}</b>
          {person.role === "facilitator" && <small>facilitator</small>}
        </span>
      ),
    }));
  return (
    <PickList
      label="Somebody the rule is about"
      placeholder="Type a name"
      items={items}
      empty="There is nobody else in this cohort."
      onPick={({ person }) => onPick(person)}
    />
  );
}
