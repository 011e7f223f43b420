import { useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FitSign, FitSpan } from "../../ui/fit-sign.tsx";
import { OwnReason } from "../../ui/own-reason.tsx";
import type { JoinCard } from "./joinable.ts";

export interface ConfirmJoinProps {
  card: JoinCard;
  current: string | null;
  city: string;
  /** What it does, sentence by sentence. */
  effects: ReactNode;
  /** The effects can be read, so that the deed may be done. */
  ready: boolean;
  busy: boolean;
  /** Why it did not work. */
  problem: ReactNode;
  close: () => void;
  confirm: (card: JoinCard, reason: string) => void;
}

/** The effects, before anything happens (JS-7). */
export function ConfirmJoin({ card, current, city, effects, ready, busy, problem, close, confirm }: ConfirmJoinProps) {
  const [reason, setReason] = useState("");
  const { name } = card.group;
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || close())}
      title={current ? `Switch to ${name}, ${card.when}?` : `Join ${name}, ${card.when}?`}
      description={<p>It is for good, from the next meeting on. Times are for {city}.</p>}
      actions={
        <>
          <Button onClick={close}>{current ? "Stay" : "Not now"}</Button>
          <Button variant="primary" disabled={!ready} busy={busy} onClick={() => confirm(card, reason)}>
            {current ? `Switch to ${name}` : `Join ${name}`}
          </Button>
        </>
      }
    >
      <div className="confirm">
        {effects}
        <p className="joinfit">
          <FitSpan cells={card.cells} /> <FitSign fit={card.level} words={card.group.fitSentence} />
        </p>
        {current && <OwnReason value={reason} onChange={setReason} />}
        {problem}
      </div>
    </Dialog>
  );
}
