import { useEffect, useState } from "react";
import { trpcClient } from "../../app/trpc.ts";

const SAY_EVERY_MS = 20_000;

/** Says that one looks at the groups of a cohort while the page can be seen; answers who else does (GR-8). */
export function usePresence(cohortId: number): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let left = false;
    const say = async () => {
      if (document.visibilityState === "hidden") return;
      // Whether somebody else is here is worth nothing to a page that is not reached: it says so again soon.
      const now = await trpcClient.groups.here.mutate({ cohortId }).catch(() => null);
      if (now && !left) setNames(now.others.map(({ name }) => name));
    };
    void say();
    const timer = setInterval(() => void say(), SAY_EVERY_MS);
    const look = () => void say();
    document.addEventListener("visibilitychange", look);
    return () => {
      left = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [cohortId]);
  return names;
}
