import { Link } from "@tanstack/react-router";
import { MessageSquare, Pencil } from "lucide-react";
import { useState } from "react";
import { momentOf } from "../../dates/instant-words.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { callBackWords } from "./call-back-words.ts";
import { useCallBack } from "./use-call-back.ts";

interface NoneFitProps {
  cohortId: number;
  title: string;
  /** What stays as it is meanwhile. */
  meanwhile: string;
  /** When the week was last changed. */
  savedAt: Date | null;
  timeZone: string;
  /** Whether one may ask the organiser: the cohort is still open. */
  mayAsk: boolean;
}

/** The way on when no group suits: the organiser, and one's own week (JS-4, JS-12). */
export function NoneFit({ cohortId, title, meanwhile, savedAt, timeZone, mayAsk }: NoneFitProps) {
  const { mine, busy, problem, forget, ask, takeBack } = useCallBack(cohortId);
  const [asking, setAsking] = useState(false);
  const stands = mine && callBackWords(mine, timeZone);
  const isOpen = mine?.state === "open";
  const begin = () => {
    forget();
    setAsking(true);
  };
  return (
    <Card className="none">
      <div>
        <h2>{title}</h2>
        <p className="dim">
          {mayAsk && !isOpen && "Tell your organiser, who gets your week with the groups that come nearest. "}
          More hours in your week bring more groups. {meanwhile}
        </p>
      </div>
      {stands && <Note tone={isOpen ? "info" : "ok"}>{stands}</Note>}
      {!asking && <Refused problem={problem} />}
      <div className="row wrap">
        {mayAsk && !isOpen && (
          <Button icon={MessageSquare} busy={busy} onClick={begin}>
            {stands ? "Ask again" : "Ask for help"}
          </Button>
        )}
        {isOpen && (
          <Button busy={busy} onClick={() => takeBack(mine)}>
            Take my request back
          </Button>
        )}
        <Link className={buttonClass({ variant: "quiet" })} to="/availability">
          <Pencil className="i" />
          Edit my week{savedAt && `, last changed ${momentOf(savedAt, timeZone)}`}
        </Link>
      </div>
      {asking && (
        <AskForHelp
          meanwhile={meanwhile}
          busy={busy}
          problem={problem}
          close={() => setAsking(false)}
          ask={(note) => ask(note, () => setAsking(false))}
        />
      )}
    </Card>
  );
}

interface AskForHelpProps {
  meanwhile: string;
  busy: boolean;
  problem: string | null;
  close: () => void;
  ask: (note: string) => void;
}

function AskForHelp({ meanwhile, busy, problem, close, ask }: AskForHelpProps) {
  const [note, setNote] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || close())}
      title="Ask your organiser for a group?"
      description={`They get your week as it is now, with the groups that come nearest, and their answer appears on this page. ${meanwhile}`}
      actions={
        <>
          <Button onClick={close}>Not now</Button>
          <Button variant="primary" busy={busy} onClick={() => ask(note)}>
            Ask for help
          </Button>
        </>
      }
    >
      <Field label="Something they should know" why="If you like: which other hours could work, or who to be with.">
        {(wiring) => (
          <TextArea {...wiring} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      <Refused problem={problem} />
    </Dialog>
  );
}

function Refused({ problem }: { problem: string | null }) {
  if (problem === null) return null;
  return (
    <Note tone="warn" announce>
      {problem}
    </Note>
  );
}
