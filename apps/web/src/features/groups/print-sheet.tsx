import { isLive } from "@muster/domain/group";
import { meetingInstants } from "@muster/domain/meeting-slot";
import { useEffect } from "react";
import { slotWords } from "../../dates/week-words.ts";
import { FitSign } from "../../ui/fit-sign.tsx";
import { fitLevel, inOrder, type GroupCard } from "./fit.ts";
import { localWords } from "./local-words.ts";
import { useDesk, type PersonRow, type Printed } from "./use-review.ts";

/** The groups on paper: for organisers with fits and local times, or names only (GR-14). Notes are on neither. */
export function PrintSheet({ waiting, what }: { waiting: readonly PersonRow[]; what: Printed }) {
  const { cohort, inList, print } = useDesk();
  useEffect(() => {
    const done = () => print(null);
    window.addEventListener("afterprint", done, { once: true });
    window.print();
    return () => window.removeEventListener("afterprint", done);
  }, [print]);
  return (
    <div className="print-sheet">
      <h1>{cohort.name}</h1>
      {inList
        .filter(({ status }) => isLive(status))
        .map((group) => (
          <PrintedGroup key={group.id} group={group} staff={what === "staff"} />
        ))}
      {what === "staff" && waiting.length > 0 && (
        <section>
          <h2>Not placed {waiting.length}</h2>
          <p>{waiting.map(({ name }) => name).join(", ")}</p>
        </section>
      )}
    </div>
  );
}

function PrintedGroup({ group, staff }: { group: GroupCard; staff: boolean }) {
  const { cohort } = useDesk();
  const [first] = meetingInstants(group.slot, cohort.startDate, 1);
  const at = group.nextMeeting ?? first?.startsAt ?? null;
  return (
    <section>
      <h2>{group.name}</h2>
      <p>{slotWords(group.slot)}</p>
      <ul>
        {inOrder(group.members).map((member) => (
          <li key={member.membershipId}>
            <b>{member.name}</b>
            {member.role === "facilitator" && " leads"}
            {staff && (
              <>
                {" · "}
                {localWords(member, at)} · <FitSign fit={fitLevel(member.fit)} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
