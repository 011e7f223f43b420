import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cityOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Face } from "../../ui/face.tsx";
import { Menu } from "../../ui/menu.tsx";
import { NearGroups } from "./near-groups.tsx";
import { useNearest } from "./use-nearest.ts";
import { inWaitingOrder, WAITING_ORDERS, WAITING_WORDS, type WaitingOrder, type WhyNot } from "./waiting-order.ts";
import { useDesk, type PersonRow } from "./use-review.ts";

interface NotPlacedProps {
  waiting: readonly PersonRow[];
  why: (person: PersonRow) => WhyNot;
}

/** Who has no place, and why as far as it is known; whoever is dragged here waits for one again (GR-1, GR-4). */
export function NotPlaced({ waiting, why }: NotPlacedProps) {
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
        <EmptyState title="Everybody is placed">Nobody waits for a group. Next: plan the realization.</EmptyState>
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
      {inWaitingOrder(waiting, order).map((person) => (
        <Waiting key={person.personId} person={person} why={why(person)}>
          <NearGroups person={person} near={nearest.get(person.personId) ?? []} />
        </Waiting>
      ))}
    </div>
  );
}

function Waiting({ person, why, children }: { person: PersonRow; why: WhyNot; children: ReactNode }) {
  const { ask, drag } = useDesk();
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
      <div className="rem">
        <Button size="small" onClick={() => ask({ what: "place", person })}>
          Put into a group…
        </Button>
      </div>
    </article>
  );
}
