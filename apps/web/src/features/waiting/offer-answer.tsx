import { useState } from "react";
import { countOf } from "../../ui/count-words.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { LinkAnswer } from "../../ui/link-answer.tsx";
import { offerLines, type OfferByLink } from "./offer-lines.ts";

interface OfferAnswerProps {
  offer: OfferByLink;
  answering: "accept" | "decline" | null;
  problem: string | null;
  said: string | null;
  accept: () => void;
  decline: (keepOthers: boolean) => void;
}

/** What is offered, what taking it does, and yes or no. */
export function OfferAnswer({ offer, answering, problem, said, accept, decline }: OfferAnswerProps) {
  const [keepOthers, setKeepOthers] = useState(true);
  const isAsked = offer.open && said === null;
  return (
    <LinkAnswer about={offer} isAsked={isAsked} said={said} problem={isAsked ? problem : null}>
      {isAsked && (
        <>
          {offerLines(offer).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <Button variant="primary" size="large" busy={answering === "accept"} onClick={accept}>
            {offer.current ? `Switch to ${offer.group}` : `Take the seat in ${offer.group}`}
          </Button>
          {offer.otherLists > 0 && (
            <Checkbox checked={keepOthers} onChange={setKeepOthers}>
              If I decline, I stay in {countOf(offer.otherLists, "other line")}
            </Checkbox>
          )}
          <Button size="large" busy={answering === "decline"} onClick={() => decline(keepOthers)}>
            No, thank you
          </Button>
        </>
      )}
    </LinkAnswer>
  );
}
