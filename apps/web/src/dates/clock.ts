import { useEffect, useState } from "react";

/** The only place in the browser's code that reads the clock. */
export const now = (): Date => new Date();

/** The present, read again every `everyMs`, for words such as "tomorrow" and "12 s ago". */
export function useNow(everyMs = 30_000): Date {
  const [shown, setShown] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setShown(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return shown;
}

/** The zone of this device, as the browser names it. */
export const deviceTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
