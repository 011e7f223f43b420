import type { Listener, Unsubscribe } from "../server.ts";

/** Follows a subscription until one of its words ends it; says each word on the way. */
export function untilDone<T>(
  subscribe: (listener: Listener<T>) => Unsubscribe,
  { isDone, onStep }: { isDone: (data: T) => boolean; onStep: (data: T) => void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    let unsubscribe: Unsubscribe | undefined;
    let over = false;
    const end = (settle: () => void) => {
      over = true;
      unsubscribe?.();
      settle();
    };
    unsubscribe = subscribe({
      onData: (data) => {
        if (over) return;
        onStep(data);
        if (isDone(data)) end(() => resolve(data));
      },
      onError: (error) => {
        if (!over) end(() => reject(error));
      },
    });
    // The first word may come before there was anything to unsubscribe from.
    if (over) unsubscribe();
  });
}
