import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { problemOf, trpc } from "../app/trpc.ts";
import { deviceTimeZone } from "../dates/clock.ts";
import { calendarDay } from "../dates/instant-words.ts";
import { useViewer } from "../features/account/use-viewer.ts";
import type { SaveResult } from "../features/availability/saver.ts";
import type { ZonedWeek } from "../features/availability/week-draft.ts";
import { WeekEditor } from "../features/availability/week-editor.tsx";
import { DoorPage } from "../ui/page.tsx";

export function AvailabilityPage() {
  const { person } = useViewer();
  const { data: saved } = useSuspenseQuery(trpc.availability.mine.queryOptions());
  const { data: cohorts } = useSuspenseQuery(trpc.signups.mine.queryOptions());
  const save = useSaveWeek();
  const open = cohorts.filter(({ status }) => status === "active");
  const longest = open.reduce((length, cohort) => Math.max(length, cohort.meetingLengthMinutes), 0);
  const next = open.find(({ groupingStatus }) => groupingStatus !== "grouped");
  return (
    <DoorPage
      tab="My week"
      wide
      crumb={open.map(({ course, cohort }) => `${course}, ${cohort}`).join(" · ") || undefined}
      title="When can you usually meet?"
      lead={
        longest > 0
          ? `Meetings are ${longest} minutes, once a week. Mark at least one block of ${longest} minutes; three or more on different days make a place likely.`
          : "Mark the hours of a usual week. They count for every cohort you sign up for."
      }
    >
      <WeekEditor personId={person!.id} saved={saved} deviceZone={deviceTimeZone()} meetingLength={longest} save={save}>
        <section className="tip next">
          <h2>What happens next</h2>
          <p className="dim">
            {next
              ? `Groups are made before ${next.course} starts on ${calendarDay(next.startDate)}. You read here and on Discord which one is yours. Until then you can change your week at any time.`
              : "Your week is used whenever groups are made or you look for another one. You can change it at any time."}
          </p>
          <p className="dim">
            <Link to="/">See where you stand</Link>
          </p>
        </section>
      </WeekEditor>
    </DoorPage>
  );
}

function useSaveWeek(): (week: ZonedWeek) => Promise<SaveResult> {
  const queries = useQueryClient();
  const { mutateAsync } = useMutation(trpc.availability.set.mutationOptions());
  return useCallback(
    async ({ week, timeZone }) => {
      try {
        const input = { available: [...week.available], ifNeeded: [...week.ifNeeded], timeZone };
        const saved = await mutateAsync(input);
        queries.setQueryData(trpc.availability.mine.queryKey(), saved);
        void queries.invalidateQueries(trpc.signups.mine.queryFilter());
        return { savedAt: saved.savedAt };
      } catch (error) {
        const { sentence, kind } = problemOf(error);
        return { sentence, offline: kind === "unreachable" };
      }
    },
    [mutateAsync, queries],
  );
}
