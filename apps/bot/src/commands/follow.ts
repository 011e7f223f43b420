import type { Listener, Unsubscribe } from "../server.ts";

/** Follows a subscription until one of its words ends it; says each word on the way. */
export function untilDone<T>(
  subscribe: (listener: Listener<T>) => Unsubscribe,
  { isDone, onStep }: { isDone: (data: T) => boolean; onStep: (data: T) => void },
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let over = false;
  const unsubscribe = subscribe({
    onData: (data) => {
      if (over) return;
      onStep(data);
      over = isDone(data);
      if (over) resolve(data);
    },
    onError: (error) => {
      over = true;
      reject(error);
    },
  });
  return promise.finally(unsubscribe);
}
