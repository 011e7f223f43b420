import { isWorking } from "@muster/domain/scheduling-settings";
import { useEffect, useRef, useState } from "react";
import { runLook } from "./run-chip.tsx";
import type { RunState } from "./run-words.ts";

/**
 * A word from the browser when a run that was seen at work ends while nobody looks at the page (SC-10). Answers how to allow
 * it; null where it is allowed, refused, or unknown to this browser.
 */
export function useEndNotice(run: RunState): (() => void) | null {
  const known = typeof Notification === "undefined" ? "denied" : Notification.permission;
  const [permission, setPermission] = useState<NotificationPermission>(known);
  const working = isWorking(run.status);
  const seenAtWork = useRef(working);
  useEffect(() => {
    if (working) seenAtWork.current = true;
    else if (seenAtWork.current) {
      seenAtWork.current = false;
      if (permission === "granted" && document.hidden) new Notification(endWords(run), { tag: `run-${run.id}` });
    }
  }, [working, permission, run]);
  return permission === "default" ? () => void Notification.requestPermission().then(setPermission) : null;
}

/** `Run 7: Done, 52 of 58 placed` */
export const endWords = ({ number, status, progress }: Pick<RunState, "number" | "status" | "progress">): string =>
  `Run ${number}: ${runLook(status).word}${progress ? `, ${progress.placed} of ${progress.total} placed` : ""}`;
