import { useParams } from "@tanstack/react-router";
import { Gate } from "../features/account/gate.tsx";
import { OfferAnswer } from "../features/waiting/offer-answer.tsx";
import { useOffer } from "../features/waiting/use-offer.ts";

/** Where a letter about a kept seat leads, without signing in. Opening it changes nothing (EM-12). */
export function OfferPage() {
  const { token } = useParams({ from: "/gate/offer/$token" });
  const offer = useOffer(token);
  if (offer.lost)
    return (
      <Gate title="This link leads nowhere">
        <p className="dim">{offer.lost}</p>
      </Gate>
    );
  return <Gate title="A seat for you">{offer.data && <OfferAnswer {...offer} offer={offer.data} />}</Gate>;
}
