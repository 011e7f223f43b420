import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cityOf } from "../../dates/instant-words.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Face } from "../../ui/face.tsx";
import { Menu } from "../../ui/menu.tsx";
import { NearGroups, type NearDeeds } from "./near-groups.tsx";
import { useNearest } from "./use-nearest.ts";
import { inWaitingOrder, WAITING_ORDERS, WAITING_WORDS, type WaitingOrder, type WhyNot } from "./waiting-order.ts";
import { useDesk, type PersonRow } from "./use-review.ts";

/** What other rooms of the desk know about somebody without a place, and what they can do. */
export interface WaitingParts {
  why: (person: PersonRow) => WhyNot;
  person: (person: PersonRow) => ReactNode;
  near: NearDeeds;
  /** Above all of them. */
  above: ReactNode;
  /** Beside "Put into a group". */
  deeds: (person: PersonRow) => ReactNode;
  below: ReactNode;
}

interface NotPlacedProps {
  waiting: readonly PersonRow[];
  parts: WaitingParts;
}

/** While a group is still a preview, that is what comes next (GR-15). */
function RealizeNext({ cohortId }: { cohortId: number }) {
  const { inList } = useDesk();
  if (!inList.some(({ status }) => status === "preview")) return null;
  return (
    <Link className={buttonClass()} to="/cohorts/$cohortId/realize" params={{ cohortId }}>
      Plan the realization
    </Link>
  );
}

/** Who has no place, and why as far as it is known; whoever is dragged here waits for one again (GR-1, GR-4). */
export function NotPlaced({ waiting, parts }: NotPlacedProps) {
  const { open, drag, cohort } = useDesk();
  const [order, setOrder] = useState<WaitingOrder>("reason");
  const nearest = useNearest(cohort.id);
  const target = drag.dragged !== null && drag.dragged.from !== null;
  if (!open) return <EmptyState title="This cohort is closed">Nobody waits for a group any more.</EmptyState>;
  return (
    <div
      className={clsx("waiting-drop", target && "is-target", target && drag.over === "waiting" && "is-over")}
      data-drop="waiting"
    >
      {waiting.length === 0 ? (
        <EmptyState title="Everybody is placed" action={<RealizeNext cohortId={cohort.id} />}>
          Nobody waits for a group.
        </EmptyState>
      ) : (
        <div className="side-bar">
          <Menu
            trigger={
              <button type="button" className="btn btn-quiet btn-sm push" aria-label={`Order: ${WAITING_WORDS[order]}`}>
                {WAITING_WORDS[order]}
                <ChevronDown className="i" />
              </button>
            }
            items={WAITING_ORDERS.map((one) => ({ label: WAITING_WORDS[one], onSelect: () => setOrder(one) }))}
          />
        </div>
      )}
      {parts.above}
      {inWaitingOrder(waiting, order).map((person) => (
        <Waiting key={person.personId} person={person} parts={parts}>
          <NearGroups person={person} near={nearest.get(person.personId) ?? []} deeds={parts.near} />
        </Waiting>
      ))}
      {parts.below}
    </div>
  );
}

interface WaitingProps {
  person: PersonRow;
  parts: WaitingParts;
  children: ReactNode;
}

function Waiting({ person, parts, children }: WaitingProps) {
  const { ask, drag } = useDesk();
  const why = parts.why(person);
  const { personId, name, role, timeZone } = person;
  return (
    <article
      className={clsx("un movable", drag.dragged?.personId === personId && "in-hand")}
      aria-label={name}
      {...drag.grip({ personId, name, from: null })}
    >
      <div className="row">
        <Face name={name} />
        <b>{name}</b>
        <span className="faint small">
          {timeZone ? cityOf(timeZone) : "no zone yet"}
          {role === "facilitator" && ", facilitator"}
        </span>
      </div>
      <p>
        <b>{why.head}.</b> {why.sentence}
      </p>
      {children}
      {parts.person(person)}
      <div className="rem">
        <Button size="small" onClick={() => ask({ what: "place", person })}>
          Put into a group…
        </Button>
        {parts.deeds(person)}
      </div>
    </article>
  );
}
