import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { trpc, type Outputs } from "../app/trpc.ts";
import { useRefusal } from "../app/use-refusal.ts";
import { deviceTimeZone } from "../dates/clock.ts";
import { cityOf } from "../dates/instant-words.ts";
import { useViewer } from "../features/account/use-viewer.ts";
import { ConfirmJoin, type ConfirmJoinProps } from "../features/join/confirm-join.tsx";
import { JoinList } from "../features/join/join-list.tsx";
import { JoinProblemNote } from "../features/join/join-problem.tsx";
import { joinCard, type JoinCard } from "../features/join/joinable.ts";
import { LastMove, MoveHistory } from "../features/join/last-move.tsx";
import { MySeat } from "../features/join/my-seat.tsx";
import { noneFitWords } from "../features/join/none-fit-words.ts";
import { NoneFit } from "../features/join/none-fit.tsx";
import { ServerNote } from "../features/join/server-note.tsx";
import { serverStep } from "../features/join/server-step.ts";
import { StandingNotes } from "../features/join/standing-notes.tsx";
import { useJoin } from "../features/join/use-join.ts";
import { MySwaps } from "../features/swaps/my-swaps.tsx";
import { AwayNote } from "../features/taking-part/away-note.tsx";
import { EffectList } from "../features/taking-part/effect-list.tsx";
import { StepOut } from "../features/taking-part/step-out.tsx";
import { useEffects } from "../features/taking-part/use-effects.ts";
import { ForHowLong } from "../features/visits/for-how-long.tsx";
import { OneMeeting } from "../features/visits/one-meeting.tsx";
import { MyLines } from "../features/waiting/my-lines.tsx";
import { useWaiting } from "../features/waiting/use-waiting.ts";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { DoorPage } from "../ui/page.tsx";
import "../features/join/join.css";

type MyCohort = Outputs["signups"]["mine"][number];

export function JoinPage() {
  const { cohortId } = useParams({ from: "/door/join/$cohortId" });
  const { data: mine } = useSuspenseQuery(trpc.signups.mine.queryOptions());
  const cohort = mine.find((each) => each.cohortId === cohortId);
  if (cohort) return <Groups cohort={cohort} />;
  return (
    <DoorPage tab="Groups" title="You are not signed up for this cohort">
      <EmptyState title="Groups are shown to those who signed up">Your organiser has the sign-up link.</EmptyState>
    </DoorPage>
  );
}

function Groups({ cohort }: { cohort: MyCohort }) {
  const { cohortId, course } = cohort;
  const { person, inviteUrl, discordSignIn } = useViewer();
  const { data: joinable } = useSuspenseQuery(trpc.groups.joinable.queryOptions({ cohortId }));
  const { data: week } = useSuspenseQuery(trpc.availability.mine.queryOptions());
  const timeZone = week.timeZone ?? person?.timeZone ?? deviceTimeZone();
  const { current, closedBecause } = joinable;
  const cards = joinable.groups.map((group) =>
    joinCard(group, { timeZone, week: week.availability, startDate: cohort.startDate }),
  );
  const hasChoice = cards.some(({ group }) => !group.isCurrent);
  const step = serverStep({
    cohortId,
    hasDiscord: Boolean(person?.discordId),
    canConnect: discordSignIn,
    group: cohort.groups.find(({ groupId }) => groupId === current?.groupId),
    inviteUrl,
  });
  const takesPart = cohort.away === null && cohort.role === "participant";
  const { for: purpose = "good", meeting } = useSearch({ from: "/door/join/$cohortId" });
  const navigate = useNavigate({ from: "/join/$cohortId" });
  const ask = (search: { for?: "one" | "good"; meeting?: number }) =>
    void navigate({ search: (was) => ({ ...was, ...search }), replace: true });
  const mayVisit = takesPart && current !== null;
  const isVisit = mayVisit && purpose === "one";
  const wayOut = takesPart && cohort.status === "active" && <StepOut {...{ cohortId, course, current }} />;
  return (
    <DoorPage
      tab="Groups"
      crumb={`${course}, ${cohort.cohort}`}
      title={current ? "Find a group that fits" : "Join a group that fits"}
    >
      {current && cohort.role === "participant" && (
        <MySeat name={current.name} card={cards.find(({ group }) => group.isCurrent)} wayOut={wayOut} />
      )}
      <AwayNote cohort={cohort} timeZone={timeZone} />
      {mayVisit && (
        <ForHowLong cohortId={cohortId} home={current.name} value={purpose} onChange={(value) => ask({ for: value })} />
      )}
      <StandingNotes
        cohort={cohort}
        hasGroup={current !== null}
        {...{ hasChoice }}
        closedBecause={isVisit ? null : closedBecause}
      />
      <MyLines cohortId={cohortId} timeZone={timeZone} current={current?.name ?? null} besideGroups />
      <MySwaps cohortId={cohortId} timeZone={timeZone} />
      <ServerNote step={step} />
      {isVisit ? (
        <OneMeeting
          {...{ cohortId, timeZone }}
          week={week.availability}
          number={meeting}
          onNumber={(number) => ask({ meeting: number })}
        />
      ) : (
        <Choice {...{ cohort, joinable, cards, timeZone }} />
      )}
      <NoneFit
        cohortId={cohortId}
        {...noneFitWords({ hasChoice, current: current?.name ?? null, takesPart })}
        savedAt={week.savedAt}
        timeZone={timeZone}
        mayAsk={cohort.status === "active" && cohort.away === null}
      />
      {!current && wayOut && <div>{wayOut}</div>}
      <MoveHistory moves={joinable.moves} timeZone={timeZone} />
    </DoorPage>
  );
}

interface ChoiceProps {
  cohort: MyCohort;
  joinable: Outputs["groups"]["joinable"];
  cards: readonly JoinCard[];
  timeZone: string;
}

/** The groups, and what one does with them. */
function Choice({ cohort, joinable, cards, timeZone }: ChoiceProps) {
  const { current, closedBecause, rules, moves } = joinable;
  const refusal = useRefusal();
  const { joinGroup, undoMove, isJoining, isUndoing } = useJoin(current, refusal);
  const { joinLine, leaveLine, joining, leaving } = useWaiting(refusal);
  const [asked, setAsked] = useState<JoinCard | null>(null);
  const mayChoose = cohort.role === "participant" && cohort.away === null && closedBecause === null;
  const verb = mayChoose ? (current ? "Switch here" : "Join") : null;
  const others = cards.filter(({ group }) => !group.isCurrent);
  const wait = {
    join: (group: JoinCard["group"]) => {
      setAsked(null);
      joinLine(group);
    },
    leave: (waitId: number, { name }: { name: string }) => leaveLine({ waitId, name }, { keepOthers: true }),
    isAtWork: ({ groupId, line }: JoinCard["group"]) => groupId === joining || line?.mine?.waitId === leaving,
  };
  const choose = (card: JoinCard) => {
    refusal.forget();
    setAsked(card);
  };
  const problem = <JoinProblemNote refused={refusal.refused} cards={cards} wait={wait} />;
  return (
    <>
      {!asked && problem}
      <LastMove moves={moves} timeZone={timeZone} busy={isUndoing} undo={undoMove} />
      {verb !== null && <p className="rules">{rules.join(" ")}</p>}
      {others.length === 0 ? (
        <Card>
          <EmptyState title="No other groups yet">Groups appear here when the organiser has made them.</EmptyState>
        </Card>
      ) : (
        <JoinList cards={others} choose={choose} {...{ timeZone, verb, wait }} />
      )}
      {asked && (
        <Confirm
          cohortId={cohort.cohortId}
          card={asked}
          current={current?.name ?? null}
          city={cityOf(timeZone)}
          busy={isJoining}
          problem={problem}
          close={() => setAsked(null)}
          confirm={({ group }, reason) => joinGroup(group, reason, () => setAsked(null))}
        />
      )}
    </>
  );
}

/** The deed waits until what it does can be read (JS-7). */
function Confirm({ cohortId, ...dialog }: Omit<ConfirmJoinProps, "effects" | "ready"> & { cohortId: number }) {
  const effects = useEffects({ cohortId, groupId: dialog.card.group.groupId });
  return <ConfirmJoin {...dialog} effects={<EffectList {...effects} />} ready={effects.data !== undefined} />;
}
