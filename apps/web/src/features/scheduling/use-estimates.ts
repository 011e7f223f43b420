import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { useEffect, useRef, useState } from "react";
import { problemOf, trpcClient, type Outputs } from "../../app/trpc.ts";

type Told = Outputs["scheduling"]["estimate"] extends AsyncIterable<infer One> ? One : never;

export interface EstimateRow {
  id: number;
  /** What was asked, in words. */
  words: string;
  settings: SchedulingSettings;
  /** Null until the first figures. */
  told: Told | null;
}

export const isWorking = ({ told }: EstimateRow): boolean => told === null || told.state === "working";

/** Estimates as they were asked for; kept by this page alone. A new one, and leaving the page, calls off the one at work. */
export function useEstimates(cohortId: number, keepPlaced: boolean) {
  const [rows, setRows] = useState<EstimateRow[]>([]);
  const callOff = useRef(() => {});
  const count = useRef(0);
  useEffect(() => () => callOff.current(), []);
  const tell = (id: number, told: Told) =>
    setRows((before) => before.map((row) => (row.id === id ? { ...row, told } : row)));
  const ask = (settings: SchedulingSettings, words: string) => {
    callOff.current();
    const id = (count.current += 1);
    setRows((before) => [...before.filter((row) => !isWorking(row)), { id, words, settings, told: null }]);
    const subscription = trpcClient.scheduling.estimate.subscribe(
      { cohortId, settings, keepPlaced },
      {
        onData: (told) => tell(id, told),
        onError: (error) => tell(id, { state: "none", sentence: problemOf(error).sentence }),
      },
    );
    callOff.current = () => subscription.unsubscribe();
  };
  const cancel = (id: number) => {
    callOff.current();
    setRows((before) => before.filter((row) => row.id !== id));
  };
  return { rows, ask, cancel };
}
