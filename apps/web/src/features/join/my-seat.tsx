import type { ReactNode } from "react";
import { Card } from "../../ui/card.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import type { JoinCard } from "./joinable.ts";

interface MySeatProps {
  name: string;
  card: JoinCard | undefined;
  /** The way out of it. */
  wayOut: ReactNode;
}

/** The seat one holds and how well it fits (JS-1). */
export function MySeat({ name, card, wayOut }: MySeatProps) {
  return (
    <Card className="mine">
      <div>
        <p className="label">You are in</p>
        <p className="at">
          {name}
          {card && ` · ${card.when} (${card.clock}) `}
          {card?.group.facilitator && <span>with {card.group.facilitator}</span>}
        </p>
        {card && <FitSign fit={card.level} words={card.group.fitSentence} />}
      </div>
      {wayOut}
    </Card>
  );
}
