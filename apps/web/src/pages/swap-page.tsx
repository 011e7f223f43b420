import { useParams } from "@tanstack/react-router";
import { Gate } from "../features/account/gate.tsx";
import { SwapAnswer } from "../features/swaps/swap-answer.tsx";
import { useSwapLink } from "../features/swaps/use-swap-link.ts";

/** Where a letter about a trade of places leads, without signing in. Opening it changes nothing (EM-12). */
export function SwapPage() {
  const { token } = useParams({ from: "/gate/swap/$token" });
  const swap = useSwapLink(token);
  if (swap.lost)
    return (
      <Gate title="This link leads nowhere">
        <p className="dim">{swap.lost}</p>
      </Gate>
    );
  return <Gate title="Trade places?">{swap.data && <SwapAnswer {...swap} swap={swap.data} />}</Gate>;
}
