/**
 * The three sorts of trouble, by who can end it: *passing* ends by itself and is tried again; *needs a person* is shown
 * with what to do and waits until its cause changes; *ours* is a bug: reported, never repeated.
 */
export type TroubleSort = "passing" | "needs_person" | "ours";

export interface Trouble {
  sort: TroubleSort;
  /** Short and stable, for machines: `50013`, `timeout`. */
  code: string;
  /** What happened, for people. */
  message: string;
  /** What a person can do about it. */
  remedy?: string;
  /** Not before so many milliseconds: the other side has told us how long. */
  retryAfterMs?: number;
}

/**
 * What an error means for the step that met it.
 * `ambiguous`: the answer never came, so look before doing it again. `gone`: the thing is not there (any more).
 * `waiting`: somebody has to come first, and nothing is wrong.
 */
export interface Verdict {
  result: "failed" | "ambiguous" | "gone" | "waiting";
  trouble: Trouble;
}
export type Judge = (error: unknown) => Verdict;

/** Whatever nobody has classified passes: trying again is cheap, giving up in silence is not. */
export const anythingPasses: Judge = (error) => ({
  result: "failed",
  trouble: { sort: "passing", code: "unknown", message: error instanceof Error ? error.message : String(error) },
});
