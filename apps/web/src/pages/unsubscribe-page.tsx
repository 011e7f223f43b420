import { useParams } from "@tanstack/react-router";
import { Gate } from "../features/account/gate.tsx";
import { SubscriptionChoice } from "../features/account/subscription-choice.tsx";
import { useSubscriptionLink } from "../features/account/use-subscription-link.ts";

/** Where the foot of a letter leads, without signing in. Opening it changes nothing (EM-3, EM-12). */
export function UnsubscribePage() {
  const { token } = useParams({ from: "/gate/unsubscribe/$token" });
  const link = useSubscriptionLink(token);
  if (link.lost)
    return (
      <Gate title="This link leads nowhere">
        <p className="dim">{link.lost}</p>
      </Gate>
    );
  return (
    <Gate title="Letters from Muster">{link.data && <SubscriptionChoice {...link} subscription={link.data} />}</Gate>
  );
}
