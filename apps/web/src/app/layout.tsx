import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { Suspense, useLayoutEffect, type ReactNode } from "react";
import { DeskRail } from "../features/account/desk-rail.tsx";
import { DoorTop } from "../features/account/door-top.tsx";
import { useViewer } from "../features/account/use-viewer.ts";
import { whatMattersFirst } from "../features/home/what-matters-first.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { trpc } from "./trpc.ts";
import { useLive } from "./use-live.ts";

/** Which voice the page speaks in; on the body, so that dialogs and menus speak it too. */
function useVoice(voice: "door" | "desk"): void {
  useLayoutEffect(() => {
    document.body.classList.toggle("door", voice === "door");
  }, [voice]);
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#content">
        To the page itself
      </a>
      {children}
    </>
  );
}

/** Members: one column, the next thing to do on top. */
export function DoorLayout() {
  useVoice("door");
  useLive(undefined);
  const { data: mine = [] } = useQuery(trpc.signups.mine.queryOptions());
  return (
    <Frame>
      <DoorTop cohortId={whatMattersFirst(mine)[0]?.cohortId} />
      <Suspense fallback={<Skeleton />}>
        <Outlet />
      </Suspense>
    </Frame>
  );
}

/** Organisers: the rail, and panes beside it. */
export function DeskLayout() {
  useVoice("desk");
  const { cohortId } = useParams({ strict: false });
  useLive(cohortId);
  const viewer = useViewer();
  return (
    <Frame>
      <div className="desk">
        <DeskRail viewer={viewer} cohortId={cohortId} />
        <Suspense fallback={<Skeleton />}>
          <Outlet />
        </Suspense>
      </div>
    </Frame>
  );
}

/** Before one is anybody: sign-in and invitations. */
export function GateLayout() {
  useVoice("door");
  return (
    <Suspense fallback={<Skeleton />}>
      <Outlet />
    </Suspense>
  );
}
