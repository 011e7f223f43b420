import { DoorOpen } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import type { JoinCard } from "./joinable.ts";

interface MySeatProps {
  name: string;
  card: JoinCard | undefined;
  busy: boolean;
  leave: () => void;
}

/** The seat one holds, how well it fits, and the way out of it (JS-1). */
export function MySeat({ name, card, busy, leave }: MySeatProps) {
  const [asked, setAsked] = useState(false);
  return (
    <Card className="mine">
      <div>
        <p className="label">You are in</p>
        <p className="at">
          {name}
          {card && ` · ${card.when} `}
          {card?.group.facilitator && <span>with {card.group.facilitator}</span>}
        </p>
        {card && <FitSign fit={card.level} words={card.group.fitSentence} />}
      </div>
      <Button icon={DoorOpen} disabled={busy} onClick={() => setAsked(true)}>
        Leave {name}
      </Button>
      <Dialog
        open={asked}
        onOpenChange={setAsked}
        title={`Leave ${name}?`}
        description="Its channels and events close for you within seconds, and your seat becomes free. You stay signed up and can be placed again."
        actions={
          <>
            <Button onClick={() => setAsked(false)}>Stay</Button>
            <Button
              variant="danger"
              onClick={() => {
                setAsked(false);
                leave();
              }}
            >
              Leave {name}
            </Button>
          </>
        }
      />
    </Card>
  );
}
