import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { problemOf, queryClient, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";
import { ClashError, type Clash } from "./clash.ts";
import { deedWords, doneWords, type Deed } from "./deed.ts";
import { afterDoing, afterRedoing, NOTHING_DONE, redoing, undoing, type DeedStack } from "./deed-stack.ts";
import { NothingDone, perform } from "./perform-deed.ts";
import { useStillHere } from "./use-still-here.ts";

export interface Deeds {
  /** Does it and remembers it. */
  run: (deed: Deed) => Promise<void>;
  /** Remembers what a dialog has done, and says so with its way back. */
  remember: (deed: Deed, warnings?: readonly string[]) => void;
  undo: () => void;
  redo: () => void;
  /** What would be taken back or brought back; null where there is nothing. */
  undoes: string | null;
  redoes: string | null;
  busy: boolean;
  /** Somebody else was quicker: both are shown (GR-8). */
  clash: Clash | null;
  keepTheirs: () => void;
  doAnyway: (deed: Deed) => void;
}

/** Kept beside what was read on a person's behalf: it outlives the page, and is forgotten with all of that at sign-out. */
const keyOf = (cohortId: number) => ["deeds", cohortId];
queryClient.setQueryDefaults(["deeds"], { gcTime: Infinity });

/** Deeds one after the other, each with its way back (GR-6, SC-22). */
export function useDeeds(cohortId: number): Deeds {
  const queries = useQueryClient();
  const toast = useToast();
  const now = () => queries.getQueryData<DeedStack>(keyOf(cohortId)) ?? NOTHING_DONE;
  const [stack, show] = useState(now);
  const [clash, setClash] = useState<Clash | null>(null);
  const [waiting, setWaiting] = useState(0);
  const queue = useRef(Promise.resolve());
  const isStillHere = useStillHere();
  const keep = (next: DeedStack) => {
    queries.setQueryData(keyOf(cohortId), next);
    show(next);
  };

  const inTurn = (step: () => Promise<void>): Promise<void> => {
    setWaiting((count) => count + 1);
    queue.current = queue.current.then(step).finally(() => setWaiting((count) => count - 1));
    return queue.current;
  };
  const lookAgain = () =>
    Promise.all([
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.cohorts.pathFilter()),
    ]);
  const attempt = async (deed: Deed, then: (done: Deed) => void, undo?: () => void) => {
    try {
      const { warnings, done = deed } = await perform(cohortId, deed);
      if (!isStillHere()) return;
      then(done);
      toast({ text: [doneWords(done), ...warnings].join(" "), ...(undo && { undo }) });
    } catch (error) {
      if (error instanceof ClashError) setClash(error.clash);
      else toast({ text: error instanceof NothingDone ? error.message : problemOf(error).sentence });
    }
    await lookAgain();
  };
  const remember = (deed: Deed, warnings: readonly string[] = []) => {
    if (!isStillHere()) return;
    keep(afterDoing(now(), deed));
    toast({ text: [doneWords(deed), ...warnings].join(" "), undo });
    void lookAgain();
  };
  const run = (deed: Deed) => inTurn(() => attempt(deed, (done) => keep(afterDoing(now(), done)), undo));
  function undo(): void {
    void inTurn(async () => {
      const step = undoing(now());
      if (step) await attempt(step.deed, () => keep(step.after));
    });
  }
  const redo = () =>
    void inTurn(async () => {
      const step = redoing(now());
      if (step) await attempt(step.deed, (done) => keep(afterRedoing(step.after, done)), undo);
    });
  const [last, next] = [stack.done.at(-1), stack.undone.at(-1)];
  return {
    run,
    remember,
    undo,
    redo,
    undoes: last ? deedWords(last) : null,
    redoes: next ? deedWords(next) : null,
    busy: waiting > 0,
    clash,
    keepTheirs: () => setClash(null),
    doAnyway: (deed) => {
      setClash(null);
      void run(deed);
    },
  };
}
