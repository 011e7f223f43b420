import { Link } from "@tanstack/react-router";
import { DoorOpen, Pencil, Shuffle } from "lucide-react";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import type { Reader } from "./answer.ts";
import { checklistOf } from "./checklist.ts";
import { GroupPeople } from "./group-people.tsx";
import { MeetingDates } from "./meeting-dates.tsx";
import type { MyCohort } from "./my-cohort.ts";
import { meetingsOf, nextOf } from "./my-meetings.ts";
import { NextMeeting } from "./next-meeting.tsx";
import { PastGroups } from "./past-groups.tsx";
import { TodoList } from "./todo-list.tsx";
import { Withdraw } from "./withdraw.tsx";
import "./home.css";

interface CohortAnswerProps {
  cohort: MyCohort;
  reader: Reader;
  me: string;
  inviteUrl: string | null;
}

/** Everything one has to know and to do in one cohort, below its answer. */
export function CohortAnswer({ cohort, reader, me, inviteUrl }: CohortAnswerProps) {
  const { timeZone, at } = reader;
  const groups = cohort.groups.map((group) => {
    const meetings = meetingsOf(group, cohort);
    return { group, meetings, next: nextOf(meetings, at) };
  });
  const [soonest] = groups
    .filter(({ next }) => next !== null)
    .toSorted((one, other) => one.next!.startsAt.getTime() - other.next!.startsAt.getTime());
  return (
    <>
      {soonest?.next && (
        <NextMeeting
          meeting={soonest.next}
          timeZone={timeZone}
          homeZone={cohort.timeZone}
          forming={soonest.group.status === "preview"}
        />
      )}
      {cohort.groups.length === 0 && cohort.reason && <WhatHelps cohort={cohort} />}
      <div className="two">
        {!isOver(cohort) && (
          <TodoList todos={checklistOf(cohort, reader)} cohortId={cohort.cohortId} inviteUrl={inviteUrl} />
        )}
        <div className="stack">
          {groups.map(({ group }) => (
            <GroupPeople key={group.groupId} group={group} me={me} timeZone={timeZone} />
          ))}
          <PastGroups past={cohort.past} timeZone={timeZone} />
          {soonest && <MeetingDates meetings={soonest.meetings} next={soonest.next} timeZone={timeZone} />}
        </div>
      </div>
      <p className="bottom">
        {cohort.canJoin && (
          <Link to="/join/$cohortId" params={{ cohortId: cohort.cohortId }}>
            <Shuffle className="i" />
            {cohort.groups.length > 0 ? "Switch to another group, leave or pause" : "Look at the groups"}
          </Link>
        )}
        {mayVisit(cohort) && (
          <Link to="/join/$cohortId" params={{ cohortId: cohort.cohortId }} search={{ for: "one" }}>
            <DoorOpen className="i" />
            Be elsewhere for one meeting
          </Link>
        )}
        <Link to="/availability">
          <Pencil className="i" />
          Edit my week
        </Link>
        {cohort.groups.length === 0 && cohort.status === "active" && <Withdraw cohort={cohort} />}
      </p>
    </>
  );
}

/** Whoever has an active group can be another's guest, whether or not they may switch. */
const mayVisit = ({ role, status, groups }: MyCohort): boolean =>
  role === "participant" && status === "active" && groups.some((group) => group.status === "active");

/** Nothing is left to do: the cohort is over, one's own group has completed it, or one is away from it. */
const isOver = ({ status, groups, past, away }: MyCohort): boolean =>
  status !== "active" || away !== null || (groups.length === 0 && past.some((group) => group.status === "completed"));

/** Not placed: what one can do about it now. */
function WhatHelps({ cohort }: { cohort: MyCohort }) {
  return (
    <Card className="pad none">
      <div>
        <h2>What can help</h2>
        <p className="dim">
          More hours, most of all on other days. You are looked at again in every run of {cohort.course}
          {cohort.canJoin ? ", and you may take a free seat yourself." : "."}
        </p>
      </div>
      <div className="row wrap">
        <Link className={buttonClass({ size: "large" })} to="/availability">
          <Pencil className="i" />
          Edit my week
        </Link>
      </div>
    </Card>
  );
}
