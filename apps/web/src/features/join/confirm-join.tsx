import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FitSign, FitSpan } from "../../ui/fit-sign.tsx";
import type { JoinCard } from "./joinable.ts";

interface ConfirmJoinProps {
  card: JoinCard | null;
  current: string | null;
  city: string;
  close: () => void;
  confirm: (card: JoinCard) => void;
}

/** The effects, before anything happens (JS-7). */
export function ConfirmJoin({ card, current, city, close, confirm }: ConfirmJoinProps) {
  if (!card) return null;
  const name = card.group.name ?? "this group";
  const forming = card.group.status === "preview";
  const opens = forming
    ? `${name} is forming: its channels open when the organiser starts it.`
    : `${name}'s channels and events open for you within seconds.`;
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || close())}
      title={current ? `Switch to ${name}, ${card.when}?` : `Join ${name}, ${card.when}?`}
      description={
        <p>
          {current && `You leave ${current} and its channels. `}
          {opens} It is for good, from the next meeting on. Times are for {city}.
        </p>
      }
      actions={
        <>
          <Button onClick={close}>{current ? "Stay" : "Not now"}</Button>
          <Button variant="primary" onClick={() => confirm(card)}>
            {current ? `Switch to ${name}` : `Join ${name}`}
          </Button>
        </>
      }
    >
      <p className="joinfit">
        <FitSpan cells={card.cells} /> <FitSign fit={card.level} words={card.group.fitSentence} />
      </p>
    </Dialog>
  );
}
