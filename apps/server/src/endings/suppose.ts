import type { EndingDeed } from "@muster/domain/ending";
import { closeIn } from "../cohorts/close.ts";
import type { Context } from "../context.ts";
import { cancelIn } from "../groups/cancel.ts";
import { completeIn } from "../groups/complete.ts";
import { mergeIn } from "../groups/merge.ts";
import { unrealizeIn } from "../realization/unrealize.ts";
import { together, type Tx } from "../transaction.ts";

/** Carries what was seen out of the transaction that is not to be kept. */
class Undone<T> extends Error {
  readonly seen: T;
  constructor(seen: T) {
    super("undone");
    this.seen = seen;
  }
}

/**
 * What would be so after a deed: the deed itself, done by its own verb, looked at and undone, in one transaction that
 * never commits. A refusal of the verb is thrown as it is.
 */
export async function supposing<T>(ctx: Context, deed: EndingDeed, look: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await together(ctx, async (tx): Promise<T> => {
      await doIn(tx, deed);
      await tx.em.flush();
      throw new Undone(await look(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.seen as T;
    throw error;
  }
}

async function doIn(tx: Tx, deed: EndingDeed): Promise<void> {
  switch (deed.verb) {
    case "complete":
      return completeIn(tx, deed);
    case "cancel":
      return cancelIn(tx, deed);
    case "merge":
      return void (await mergeIn(tx, deed));
    case "close":
      return void (await closeIn(tx, deed));
    case "unrealize":
      return void (await unrealizeIn(tx, deed));
  }
}
