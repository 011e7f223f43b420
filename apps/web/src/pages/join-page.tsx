import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { trpc } from "../app/trpc.ts";
import { deviceTimeZone } from "../dates/clock.ts";
import { cityOf } from "../dates/instant-words.ts";
import { useViewer } from "../features/account/use-viewer.ts";
import { ConfirmJoin } from "../features/join/confirm-join.tsx";
import { JoinList } from "../features/join/join-list.tsx";
import { joinCard, type JoinCard } from "../features/join/joinable.ts";
import { LastMove, MoveHistory } from "../features/join/last-move.tsx";
import { MySeat } from "../features/join/my-seat.tsx";
import { NoneFit } from "../features/join/none-fit.tsx";
import { ServerNote } from "../features/join/server-note.tsx";
import { serverStep } from "../features/join/server-step.ts";
import { useJoin } from "../features/join/use-join.ts";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Note } from "../ui/note.tsx";
import { DoorPage } from "../ui/page.tsx";
import "../features/join/join.css";

export function JoinPage() {
  const { cohortId } = useParams({ from: "/door/join/$cohortId" });
  const { person, simulatorUrl, discordSignIn } = useViewer();
  const { data: joinable } = useSuspenseQuery(trpc.groups.joinable.queryOptions({ cohortId }));
  const { data: mine } = useSuspenseQuery(trpc.signups.mine.queryOptions());
  const { data: week } = useSuspenseQuery(trpc.availability.mine.queryOptions());
  const cohort = mine.find((each) => each.cohortId === cohortId);
  const { current, closedBecause } = joinable;
  const { joinGroup, leaveGroup, undoMove, busy, problem } = useJoin(current);
  const [asked, setAsked] = useState<JoinCard | null>(null);
  if (!cohort)
    return (
      <DoorPage tab="Groups" title="You are not signed up for this cohort">
        <EmptyState title="Groups are shown to those who signed up">Your organiser has the sign-up link.</EmptyState>
      </DoorPage>
    );
  const timeZone = week.timeZone ?? person?.timeZone ?? deviceTimeZone();
  const cards = joinable.groups.map((group) =>
    joinCard(group, { timeZone, week: week.availability, startDate: cohort.startDate }),
  );
  const step = serverStep({
    cohortId,
    hasDiscord: Boolean(person?.discordId),
    canConnect: discordSignIn,
    group: cohort.groups.find(({ groupId }) => groupId === current?.groupId),
    serverUrl: simulatorUrl,
  });
  const leads = cohort.role === "facilitator";
  const verb = leads || closedBecause !== null ? null : current ? "Switch here" : "Join";
  const others = cards.filter(({ group }) => !group.isCurrent);
  return (
    <DoorPage
      tab="Groups"
      crumb={`${cohort.course}, ${cohort.cohort}`}
      title={current ? "Find a group that fits" : "Join a group that fits"}
    >
      {current && !leads && (
        <MySeat
          name={current.name}
          card={cards.find(({ group }) => group.isCurrent)}
          busy={busy}
          leave={() => leaveGroup(current)}
        />
      )}
      {!current && !leads && (
        <Note>
          You have no group yet.{" "}
          {cohort.reason?.sentence ??
            (others.length > 0
              ? "You may take a free seat here, or wait until groups are made."
              : "You are placed when groups are made.")}
        </Note>
      )}
      {leads && (
        <Note>
          You lead here, so your groups are set by the organiser. Your hours decide which ones:{" "}
          <Link to="/availability">edit my week</Link>.
        </Note>
      )}
      {closedBecause && !leads && <Note tone="warn">{closedBecause}</Note>}
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      <LastMove moves={joinable.moves} timeZone={timeZone} busy={busy} undo={undoMove} />
      <ServerNote step={step} />
      {joinable.rules.length > 0 && <p className="rules">{joinable.rules.join(" ")}</p>}
      {others.length === 0 ? (
        <Card>
          <EmptyState title="No other groups yet">Groups appear here when the organiser has made them.</EmptyState>
        </Card>
      ) : (
        <JoinList cards={others} timeZone={timeZone} verb={verb} busy={busy} choose={setAsked} />
      )}
      <NoneFit
        cohortId={cohortId}
        title={others.length > 0 ? "None of these fit" : "While you wait"}
        meanwhile={
          current
            ? `You keep your seat in ${current.name} meanwhile.`
            : leads
              ? ""
              : "You stay on the list for every run."
        }
        savedAt={week.savedAt}
        timeZone={timeZone}
        mayAsk={cohort.status === "active"}
      />
      <MoveHistory moves={joinable.moves} timeZone={timeZone} />
      <ConfirmJoin
        card={asked}
        current={current?.name ?? null}
        city={cityOf(timeZone)}
        close={() => setAsked(null)}
        confirm={({ group }) => {
          setAsked(null);
          joinGroup({ groupId: group.groupId, name: group.name ?? "the group" });
        }}
      />
    </DoorPage>
  );
}
