import { ExternalLink } from "lucide-react";
import { Card } from "../../ui/card.tsx";
import { Face, PersonChip } from "../../ui/face.tsx";
import { companyWords } from "./company-words.ts";
import type { MyGroup } from "./my-cohort.ts";

/** Who leads, who is there, and where one talks. */
export function GroupPeople({ group, me, timeZone }: { group: MyGroup; me: string; timeZone: string }) {
  const others = group.members.filter((name) => name !== group.facilitator);
  const { text, voice, access } = group.discord;
  return (
    <Card className="pad">
      <h2>{group.name}</h2>
      {group.facilitator && (
        <div className="person lead-p">
          <Face name={group.facilitator} large />
          <div>
            <b>{group.facilitator === me ? "You" : group.facilitator}</b>
            <span>{group.facilitator === me ? "lead the group" : "leads the group"}</span>
          </div>
        </div>
      )}
      {others.length > 0 && (
        <div className="folk">
          {others.map((name) => (
            <PersonChip key={name} name={name} shown={name === me ? "You" : (name.split(" ")[0] ?? name)} />
          ))}
        </div>
      )}
      {companyWords(group, me, timeZone).map((words) => (
        <p key={words} className="small faint">
          {words}
        </p>
      ))}
      {group.status === "preview" && <p className="small faint">You see who is in it when the group opens.</p>}
      {access === "granted" && (text || voice) && (
        <div className="row wrap">
          {text && (
            <a className="lnk" href={text.url} target="_blank" rel="noreferrer">
              <ExternalLink className="i" />
              Text channel
            </a>
          )}
          {voice && (
            <a className="lnk" href={voice.url} target="_blank" rel="noreferrer">
              <ExternalLink className="i" />
              Voice room
            </a>
          )}
        </div>
      )}
    </Card>
  );
}
