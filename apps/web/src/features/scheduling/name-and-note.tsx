import { CardBody } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Fold } from "../../ui/fold.tsx";
import { TextArea } from "../../ui/text-area.tsx";

export interface NameDraft {
  name: string;
  note: string;
}

interface NameAndNoteProps {
  draft: NameDraft;
  onChange: (draft: NameDraft) => void;
  /** What the server said of one of the two. */
  error: { field: string; sentence: string } | null;
}

/** What the groups of a proposal are called once they are accepted, and why: both may be left out (SC-16). */
export function NameAndNote({ draft, onChange, error }: NameAndNoteProps) {
  const { name, note } = draft;
  const errorOf = (field: string) => (error?.field === field ? error.sentence : undefined);
  return (
    <Fold
      summary={
        <>
          <b>Name and note</b>
          <span className="push faint small">{name.trim() || "optional"}</span>
        </>
      }
    >
      <CardBody className="form">
        <Field
          label="Name of these groups"
          why="Shown in the head of the review and in the list of runs."
          error={errorOf("name")}
        >
          {(wiring) => (
            <Input
              {...wiring}
              value={name}
              maxLength={80}
              onChange={(event) => onChange({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Note for organisers"
          why="Why these and not others. Members never see it."
          error={errorOf("note")}
        >
          {(wiring) => (
            <TextArea
              {...wiring}
              value={note}
              maxLength={500}
              onChange={(event) => onChange({ ...draft, note: event.target.value })}
            />
          )}
        </Field>
      </CardBody>
    </Fold>
  );
}
