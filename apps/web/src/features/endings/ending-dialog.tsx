import type { EndingDeed } from "@muster/domain/ending";
import { useState, type ReactNode } from "react";
import { problemOf } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { endingWords, takesReason } from "./ending-words.ts";
import { useEnding, type EndingPlan } from "./use-ending.ts";
import "./endings.css";

interface EndingDialogProps {
  title: string;
  /** Null until everything is chosen. */
  deed: EndingDeed | null;
  name: string;
  into: string | null;
  onClose: () => void;
  /** Where a merge can be taken back, whoever keeps the way back says so, in place of this dialog. */
  onMerged?: ((version: number) => void) | undefined;
  /** What has to be chosen first. */
  choice?: ReactNode;
  /** The steps on Discord, as the realization shows them. */
  steps: (groups: EndingPlan["discord"]["groups"]) => ReactNode;
}

/** What cannot be undone: first what would happen, to whom and how often, then the deed (PL-1, PL-2). */
export function EndingDialog({ title, deed, name, into, onClose, onMerged, choice, steps }: EndingDialogProps) {
  const [reason, setReason] = useState("");
  const toast = useToast();
  const words = deed && endingWords(deed, { name, into, hasUndo: onMerged !== undefined });
  const onDone = () => {
    if (words) toast({ text: words.done });
    onClose();
  };
  const { plan, act, busy, error } = useEnding(deed, {
    onDone,
    onMerged: (version) => {
      if (!onMerged) return onDone();
      onMerged(version);
      onClose();
    },
  });
  const ready = plan !== undefined && plan.discord.state !== "looking";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words?.title ?? title}
      description={words?.lead}
      actions={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button variant="danger" disabled={!ready} busy={busy} onClick={() => act(reason)}>
            {words?.deed ?? title}
          </Button>
        </>
      }
    >
      <div className="ending">
        {choice}
        {deed && takesReason(deed) && (
          <Field label="Reason" why="Members read it. It may stay empty.">
            {(wiring) => (
              <Input {...wiring} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
        )}
        {error !== null && (
          <Note tone="fail" announce>
            {problemOf(error).sentence}
          </Note>
        )}
        {deed && error === null && !plan && <Skeleton lines={3} label="Looking at what would happen" />}
        {plan && <Consequences plan={plan} steps={steps} />}
      </div>
    </Dialog>
  );
}

function Consequences({ plan, steps }: { plan: EndingPlan; steps: EndingDialogProps["steps"] }) {
  return (
    <>
      <section aria-label="For people">
        <h3>For people</h3>
        <ul className="effects">
          {plan.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </section>
      {plan.warnings.map((warning) => (
        <Note key={warning} tone="warn">
          {warning}
        </Note>
      ))}
      <section aria-label="On Discord" aria-live="polite">
        <h3>On Discord</h3>
        <OnDiscord plan={plan} steps={steps} />
      </section>
    </>
  );
}

function OnDiscord({ plan: { discord }, steps }: { plan: EndingPlan; steps: EndingDialogProps["steps"] }) {
  switch (discord.state) {
    case "nothing":
      return <p className="dim">Nothing of it stands there.</p>;
    case "away":
      return (
        <Note tone="warn">
          The bot is not connected, so that nobody can look. What has to change there changes when it returns.
        </Note>
      );
    case "failed":
      return <Note tone="warn">{discord.problems.join(" ") || "Discord could not be looked at just now."}</Note>;
    case "looking":
      return <Skeleton lines={3} label="Looking at Discord" />;
    case "ready":
      return steps(discord.groups);
  }
}
