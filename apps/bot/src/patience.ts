/** Calls that may be said twice without harm are said again while the server is away. */
const PATIENCE = 6;

export interface Patience {
  /** How long to wait before the n-th try of a call the server never answered. */
  pause: (tries: number) => Promise<void>;
  /** The server has answered, and saying it again would not change that. */
  isFinal: (error: unknown) => boolean;
}

/** Says a call again until it is answered, six times at most; rejects with the last trouble. */
export async function patiently<T>(call: () => Promise<T>, { pause, isFinal }: Patience): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (tries >= PATIENCE || isFinal(error)) throw error;
      await pause(tries);
    }
  }
}
