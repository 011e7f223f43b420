import { trpcClient } from "../../app/trpc.ts";

/** Hands a run's proposal to the browser as a file (SC-17). */
export async function exportRun(runId: number, format: "json" | "csv"): Promise<void> {
  const { fileName, mediaType, text } = await trpcClient.scheduling.export.query({ runId, format });
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = Object.assign(document.createElement("a"), { href: url, download: fileName });
  link.click();
  URL.revokeObjectURL(url);
}
