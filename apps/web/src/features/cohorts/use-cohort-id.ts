import { useParams } from "@tanstack/react-router";

/** The cohort whose pages these are, from the address. */
export function useCohortId(): number {
  const { cohortId } = useParams({ strict: false });
  if (cohortId === undefined) throw new Error("This page stands outside a cohort's pages");
  return cohortId;
}
