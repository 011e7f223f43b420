import { meetingInstants } from "@muster/domain/meeting-slot";
import { stretchOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { GroupCard, GroupMember } from "./fit.ts";
import { useDesk } from "./use-review.ts";
import { viewAsWords } from "./view-as-words.ts";

const DATES = 3;

/** What one member reads about this group on their own page, by their own clock (GR-11). */
export function ViewAs({ member, group }: { member: GroupMember; group: GroupCard }) {
  const { ask, cohort } = useDesk();
  const timeZone = member.timeZone ?? group.slot.timeZone;
  const dates = meetingInstants(group.slot, cohort.startDate, 60)
    .filter(({ startsAt }) => !group.nextMeeting || startsAt >= group.nextMeeting)
    .slice(0, DATES);
  const { title, lead, people } = viewAsWords({ member, group, first: dates[0]?.startsAt ?? null, timeZone });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`${member.name} reads`}
      description={"On their own page, by their own clock. Notes of organisers are on no page of theirs."}
      actions={<Button onClick={() => ask(null)}>Close</Button>}
    >
      <div className="as-member">
        <h3>{title}</h3>
        <p className="dim">{lead}</p>
        <ul>
          {dates.map(({ number, startsAt, endsAt }) => (
            <li key={number}>{stretchOf(startsAt, endsAt, timeZone)}</li>
          ))}
        </ul>
        <p className="faint small">{people}</p>
      </div>
    </Dialog>
  );
}
