import { useSuspenseQuery } from "@tanstack/react-query";
import { trpc, type Outputs } from "../../app/trpc.ts";

export type Viewer = Outputs["account"]["viewer"];

/** Who is looking, and what this installation offers. */
export const useViewer = (): Viewer => useSuspenseQuery(trpc.account.viewer.queryOptions()).data;
