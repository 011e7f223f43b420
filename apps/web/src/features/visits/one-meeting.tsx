import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Availability } from "@muster/domain/availability";
import { trpc } from "../../app/trpc.ts";
import { useNow } from "../../dates/clock.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Field } from "../../ui/field.tsx";
import { FitLegend } from "../../ui/fit-sign.tsx";
import { Note } from "../../ui/note.tsx";
import { Select } from "../../ui/select.tsx";
import { ShowAll } from "../../ui/show-all.tsx";
import { ConfirmVisit } from "./confirm-visit.tsx";
import { HostRow } from "./host-row.tsx";
import { useVisits } from "./use-visits.ts";
import { chosenMeeting, hostCard, meetingWords, type HomeMeeting, type HostCard } from "./visit-words.ts";
import "./visits.css";

interface OneMeetingProps {
  cohortId: number;
  timeZone: string;
  week: Availability | null;
  /** Which meeting, as the address remembers it. */
  number: number | undefined;
  onNumber: (number: number) => void;
}

/** First which of one's meetings, then only groups that still hold it, each judged on its own date (JS-2). */
export function OneMeeting({ cohortId, timeZone, week, number, onNumber }: OneMeetingProps) {
  const { data } = useSuspenseQuery(trpc.visits.options.queryOptions({ cohortId }));
  const { visit, isVisiting, problem } = useVisits();
  const at = useNow();
  const [asked, setAsked] = useState<HostCard | null>(null);
  const meeting = chosenMeeting(data.meetings, number, at);
  if (data.closedBecause) return <Note tone="warn">{data.closedBecause}</Note>;
  if (!data.home || !meeting)
    return (
      <Card>
        <EmptyState title="No meeting of yours is ahead">
          Your group's meetings appear here as soon as it has dates.
        </EmptyState>
      </Card>
    );
  const cards = meeting.hosts.map((host) => hostCard(host, { timeZone, week, at }));
  return (
    <>
      <Field label="Which meeting can you not make?">
        {(wiring) => (
          <Select
            {...wiring}
            value={String(meeting.number)}
            options={data.meetings.map((each) => ({
              value: String(each.number),
              label: meetingWords(each, { timeZone, at }),
            }))}
            onChange={(chosen) => onNumber(Number(chosen))}
          />
        )}
      </Field>
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      <Hosts meeting={meeting} cards={cards} timeZone={timeZone} choose={setAsked} />
      <ConfirmVisit
        card={asked}
        meeting={meeting}
        home={data.home.name}
        timeZone={timeZone}
        busy={isVisiting}
        close={() => setAsked(null)}
        confirm={({ host }) => {
          setAsked(null);
          const { meetingId: homeMeetingId, number: of } = meeting;
          visit({ homeMeetingId, hostMeetingId: host.meetingId, number: of, host: host.name });
        }}
      />
    </>
  );
}

interface HostsProps {
  meeting: HomeMeeting;
  cards: readonly HostCard[];
  timeZone: string;
  choose: (card: HostCard) => void;
}

const SHOWN_FIRST = 3;

/** Best fit first; three at once, the others one click away (JS-4). */
function Hosts({ meeting, cards, timeZone, choose }: HostsProps) {
  const [all, setAll] = useState(false);
  if (cards.length === 0)
    return (
      <Card>
        <EmptyState title={`No other group has meeting ${meeting.number} ahead`}>
          Choose another of your meetings, or ask for help below.
        </EmptyState>
      </Card>
    );
  const row = (card: HostCard) => (
    <HostRow key={card.host.meetingId} card={card} best={card === best} choose={() => choose(card)} />
  );
  const best = cards.find(({ host, level }) => host.notBecause === null && level !== "no");
  return (
    <section aria-labelledby="hosts">
      <div className="secthead">
        <h2 id="hosts">Best fit first</h2>
        <span className="faint">your time, {cityOf(timeZone)}</span>
        <FitLegend />
      </div>
      <ul className="card">{(all ? cards : cards.slice(0, SHOWN_FIRST)).map(row)}</ul>
      {cards.length > SHOWN_FIRST && <ShowAll count={cards.length} few="three" all={all} onChange={setAll} />}
    </section>
  );
}
