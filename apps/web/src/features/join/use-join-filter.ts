import { useNavigate, useSearch } from "@tanstack/react-router";
import type { JoinFilter } from "./join-filter.ts";

/** What one asked to see stands in the address, and so outlives a reload (JS-4). */
export function useJoinFilter(): [JoinFilter, (filter: JoinFilter) => void] {
  const { day = null, fitting = false } = useSearch({ from: "/door/join/$cohortId" });
  const navigate = useNavigate({ from: "/join/$cohortId" });
  const ask = (filter: JoinFilter) =>
    void navigate({
      search: (was) => ({ ...was, day: filter.day ?? undefined, fitting: filter.onlyFitting || undefined }),
      replace: true,
      resetScroll: false,
    });
  return [{ day, onlyFitting: fitting }, ask];
}
