import { createContext, useContext, useEffect, useState } from "react";

/** The clock the app was started with; main hands it in. */
export const Clock = createContext<() => Date>(() => {
  throw new Error("No clock was handed in: wrap the app in <Clock>");
});

export const useClock = (): (() => Date) => useContext(Clock);

/** The present, read again every `everyMs`, for words such as "tomorrow" and "12 s ago". */
export function useNow(everyMs = 30_000): Date {
  const clock = useClock();
  const [shown, setShown] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setShown(clock()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return shown;
}

/** The zone of this device, as the browser names it. */
export const deviceTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
