import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../app/trpc.ts";

/** Whether the page is still looked at by whoever opened it: a deed may end after its person has signed out. */
export function useStillHere(): () => boolean {
  const queries = useQueryClient();
  const whoLooks = () => queries.getQueryData(trpc.account.viewer.queryKey())?.person?.id;
  const [opener] = useState(whoLooks);
  return () => whoLooks() === opener;
}
