import { useParams } from "@tanstack/react-router";
import { LinkGate } from "../features/account/link-gate.tsx";
import { SubscriptionChoice } from "../features/account/subscription-choice.tsx";
import { useSubscriptionLink } from "../features/account/use-subscription-link.ts";

/** Where the foot of a letter leads, without signing in. Opening it changes nothing (EM-3, EM-12). */
export function UnsubscribePage() {
  const { token } = useParams({ from: "/gate/unsubscribe/$token" });
  const { data, lost, ...link } = useSubscriptionLink(token);
  return (
    <LinkGate title="Letters from Muster" lost={lost}>
      {data && <SubscriptionChoice {...link} subscription={data} />}
    </LinkGate>
  );
}
