import { useNavigate, useSearch } from "@tanstack/react-router";

export type View = "board" | "table";

interface Shown {
  view: View;
  setView: (view: View) => void;
  groupId: number | null;
  showGroup: (groupId: number) => void;
}

/** What is looked at stands in the address: a reload, or a colleague with the link, sees the same. */
export function useShown(): Shown {
  const { view = "board", group: groupId = null } = useSearch({ from: "/desk/cohorts/$cohortId/groups" });
  const navigate = useNavigate({ from: "/cohorts/$cohortId/groups" });
  const show = (search: { view?: "table" | undefined; group?: number }) =>
    void navigate({ search: (was) => ({ ...was, ...search }), replace: true, resetScroll: false });
  return {
    view,
    setView: (next) => show({ view: next === "table" ? next : undefined }),
    groupId,
    showGroup: (group) => show({ group }),
  };
}
