import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-words.ts";
import { useToast } from "../../ui/toast.tsx";
import { standsInTheWay } from "./trouble-words.ts";
import type { RealizationState } from "./use-realization.ts";

/** The deed, named by its effect and its number (PL-8). A plan that no longer fits is refused, and made again. */
export function ApproveButton({ state, onStale }: { state: RealizationState; onStale: () => void }) {
  const toast = useToast();
  const { cohortId, plan } = state;
  const approve = useMutation(
    trpc.realization.approve.mutationOptions({
      onError: (error) => {
        const { sentence, kind } = problemOf(error);
        toast({ text: sentence });
        if (kind === "conflict") onStale();
      },
    }),
  );
  const blocked = standsInTheWay(state);
  const actions = plan?.state === "ready" ? plan.actions : 0;
  if (plan?.state === "ready" && actions === 0) return null;
  return (
    <>
      {blocked && <span className="faint small">{blocked}</span>}
      <Button
        variant="primary"
        icon={Play}
        disabled={blocked !== null || approve.isPending}
        busy={approve.isPending}
        onClick={() => plan && approve.mutate({ cohortId, fingerprint: plan.fingerprint })}
      >
        Create on Discord{plan?.state === "ready" && ` (${countOf(actions, "action")})`}
      </Button>
    </>
  );
}
