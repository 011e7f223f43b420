import { TRPCClientError } from "@trpc/client";
import type { RefusalKind } from "../src/refusal.ts";

export interface SeenRefusal {
  code: string;
  kind: RefusalKind | null;
  sentence: string;
  facts: Record<string, unknown> | undefined;
  field: string | undefined;
}

/** What a call was refused with, as a client sees it; null when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<SeenRefusal | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    const data = error.data as { code?: string; refusal?: Omit<SeenRefusal, "code"> } | null;
    return {
      code: data?.code ?? "none",
      kind: data?.refusal?.kind ?? null,
      sentence: error.message,
      facts: data?.refusal?.facts,
      field: data?.refusal?.field,
    };
  }
}
