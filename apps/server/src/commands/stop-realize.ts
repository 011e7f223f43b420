import type { Context } from "../context.ts";
import { stopRealization } from "../realization/stop.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

/** The Stop button under a realization's progress. Conflict: nothing is being created any more. */
export async function stopRealizeByCommand(
  ctx: Context,
  input: Invocation & { cohortId: number },
): Promise<{ groups: number }> {
  return stopRealization(await onBehalfOf(ctx, input), { cohortId: input.cohortId });
}
