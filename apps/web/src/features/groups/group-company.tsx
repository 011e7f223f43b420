import { momentOf } from "../../dates/instant-words.ts";
import { Face } from "../../ui/face.tsx";
import type { GroupCard } from "./fit.ts";

/** Who comes to a group's meetings ahead beside its members, and who of them is elsewhere (JS-14). */
export function GroupCompany({ group }: { group: GroupCard }) {
  const { guests, away, slot } = group;
  if (guests.length + away.length === 0) return null;
  return (
    <div className="memb">
      {guests.length > 0 && (
        <>
          <h3>
            Guests <span className="count">{guests.length}</span>
          </h3>
          <ul>
            {guests.map(({ visitId, name, from, number, startsAt }) => (
              <li key={visitId}>
                <Face name={name} />
                <span className="who2">
                  <b>{name}</b>
                  <small>
                    of {from} · for meeting {number}, {momentOf(startsAt, slot.timeZone)}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {away.length > 0 && (
        <>
          <h3>
            Elsewhere for one meeting <span className="count">{away.length}</span>
          </h3>
          <ul>
            {away.map(({ visitId, name, number, host }) => (
              <li key={visitId}>
                <Face name={name} />
                <span className="who2">
                  <b>{name}</b>
                  <small>
                    with {host} for meeting {number}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
