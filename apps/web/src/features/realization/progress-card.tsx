import { Info, Square } from "lucide-react";
import { useNow } from "../../dates/clock.ts";
import { Announcer } from "../../ui/announcer.tsx";
import { Bar } from "../../ui/bar.tsx";
import { Button } from "../../ui/button.tsx";
import { Card, CardFoot, CardHead } from "../../ui/card.tsx";
import { GroupSteps } from "./group-steps.tsx";
import { timeLeft } from "./time-left.ts";
import type { Running } from "./use-realization.ts";

interface ProgressCardProps {
  running: Running;
  connected: boolean;
  /** Ends it after the step at work; what stands stays. */
  stop: { busy: boolean; now: () => void };
}

/** What is being created, step by step; closing the page stops nothing (PL-9). */
export function ProgressCard({ running, connected, stop }: ProgressCardProps) {
  const { done, total, failed, groups } = running;
  const now = useNow(5_000);
  const doing = groups.flatMap(({ steps }) => steps).filter(({ state }) => state === "doing").length;
  const words = `${done} of ${total} steps done${failed > 0 ? `, ${failed} failed` : ""}`;
  return (
    <Card aria-label="In progress">
      <CardHead title="Creating on Discord">
        <span className="sum">
          <b>{done}</b> done, <b>{doing}</b> doing, <b>{Math.max(0, total - done - failed - doing)}</b> waiting
          {failed > 0 && (
            <>
              , <b className="bad">{failed} failed</b>
            </>
          )}
        </span>
      </CardHead>
      <div className="att">
        <Bar label={words} total={total} done={done} doing={doing} failed={failed} />
        <div className="row wrap small">
          <span className="dim">{words}</span>
          <span className="faint">
            {connected ? timeLeft(running, now) : "the bot is away; it goes on where it stopped when it returns"}
          </span>
        </div>
        <Announcer words={words} settled={false} />
      </div>
      <div className="folds prog">
        {groups.map((group) => (
          <GroupSteps key={group.subject} group={group} live />
        ))}
      </div>
      <CardFoot>
        <Info className="i" />
        <span>Closing this page stops nothing. Running it again makes no second copy.</span>
        <Button className="push" size="small" icon={Square} busy={stop.busy} onClick={stop.now}>
          Stop after this step
        </Button>
      </CardFoot>
    </Card>
  );
}
