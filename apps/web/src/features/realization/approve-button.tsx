import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useId, useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { mustBeTyped, toldCount, toldWords } from "./people-words.ts";
import { SayWhy } from "./say-why.tsx";
import { standsInTheWay } from "./trouble-words.ts";
import type { Plan, RealizationState } from "./use-realization.ts";

/** What speaks against the groups, and how many people were typed before it came up. */
interface Against {
  conflicts: readonly string[];
  people: number | undefined;
}

/** The deed, named by its effect and its number (PL-8). A plan that no longer fits is refused, and made again. */
export function ApproveButton({ state, onStale }: { state: RealizationState; onStale: () => void }) {
  const toast = useToast();
  const { cohortId, plan } = state;
  const [asking, setAsking] = useState(false);
  const [against, setAgainst] = useState<Against | null>(null);
  const approve = useMutation(
    trpc.realization.approve.mutationOptions({
      onError: (error, asked) => {
        const { sentence, kind, facts } = problemOf(error);
        if (facts?.["word"] === "reason_needed") {
          setAsking(false);
          setAgainst({ conflicts: facts["conflicts"] as string[], people: asked.people });
          return;
        }
        toast({ text: sentence });
        if (kind === "conflict") onStale();
      },
    }),
  );
  const blocked = standsInTheWay(state);
  const actions = plan?.state === "ready" ? plan.actions : 0;
  if (plan?.state === "ready" && actions === 0) return null;
  const done = () => {
    setAsking(false);
    setAgainst(null);
  };
  const create = (people?: number, reason?: string) =>
    plan && approve.mutate({ cohortId, fingerprint: plan.fingerprint, people, reason }, { onSuccess: done });
  return (
    <>
      {blocked && <span className="faint small">{blocked}</span>}
      <Button
        variant="primary"
        icon={Play}
        disabled={blocked !== null}
        busy={approve.isPending}
        onClick={() => (plan && mustBeTyped(plan.people) ? setAsking(true) : create())}
      >
        Create on Discord{plan?.state === "ready" && ` (${countOf(actions, "action")})`}
      </Button>
      {asking && plan && (
        <TellMany
          people={plan.people}
          busy={approve.isPending}
          onClose={() => setAsking(false)}
          onSure={(people) => create(people)}
        />
      )}
      {against && (
        <SayWhy
          conflicts={against.conflicts}
          busy={approve.isPending}
          onClose={() => setAgainst(null)}
          onSure={(reason) => create(against.people, reason)}
        />
      )}
    </>
  );
}

interface TellManyProps {
  people: Plan["people"];
  busy: boolean;
  onClose: () => void;
  onSure: (people: number) => void;
}

/** Messages cannot be called back: whoever tells many people types how many they are (PL-7). */
function TellMany({ people, busy, onClose, onSure }: TellManyProps) {
  const [typed, setTyped] = useState("");
  const form = useId();
  const count = toldCount(people);
  const sure = typed.trim() === String(count);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Tell ${countOf(count, "person", "people")} of their group?`}
      description={`${toldWords(people)} Channels can be archived again, messages cannot be called back.`}
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="primary" type="submit" form={form} disabled={!sure} busy={busy}>
            Create and tell {countOf(count, "person", "people")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          onSure(count);
        }}
      >
        <Field label={`Type ${count}`} why="So that a click alone does not do it.">
          {(wiring) => (
            <Input
              {...wiring}
              className="num"
              inputMode="numeric"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
