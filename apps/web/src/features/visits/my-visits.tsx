import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, ExternalLink, LogIn } from "lucide-react";
import { trpc } from "../../app/trpc.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Note } from "../../ui/note.tsx";
import { useVisits } from "./use-visits.ts";
import { lostWords, visitSteps, type MyVisit, type VisitStep } from "./visit-steps.ts";
import "./visits.css";

interface MyVisitsProps {
  cohortId: number;
  timeZone: string;
  /** Where the Discord server can be entered, when that is known. */
  serverUrl: string | null;
}

/** Where one is expected as a guest and how far that is; nothing where one visits nobody. */
export function MyVisits({ cohortId, timeZone, serverUrl }: MyVisitsProps) {
  const { data } = useSuspenseQuery(trpc.visits.mine.queryOptions());
  const { cancel, cancelling, problem } = useVisits();
  const visits = data.visits.filter((visit) => visit.cohortId === cohortId);
  const lost = data.lost.filter((visit) => visit.cohortId === cohortId);
  return (
    <>
      {lost.map((visit) => (
        <Note
          key={visit.visitId}
          tone="warn"
          action={
            <Link
              className={buttonClass()}
              to="/join/$cohortId"
              params={{ cohortId }}
              search={{ for: "one", meeting: visit.number }}
            >
              Look for another
            </Link>
          }
        >
          {lostWords(visit)}
        </Note>
      ))}
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      {visits.map((visit) => (
        <VisitCard
          key={visit.visitId}
          visit={visit}
          timeZone={timeZone}
          serverUrl={serverUrl}
          busy={visit.visitId === cancelling}
          cancel={() => cancel({ ...visit, host: visit.host.name })}
        />
      ))}
    </>
  );
}

interface VisitCardProps {
  visit: MyVisit;
  timeZone: string;
  serverUrl: string | null;
  busy: boolean;
  cancel: () => void;
}

const STATE_WORD = { done: "done: ", now: "next: ", ahead: "later: " };

function VisitCard({ visit, timeZone, serverUrl, busy, cancel }: VisitCardProps) {
  const { host, number, discord } = visit;
  return (
    <Card className="visit">
      <div className="visit-head">
        <h2>
          You visit {host.name} for meeting {number}
        </h2>
        {visit.mayCancel && (
          <Button busy={busy} onClick={cancel}>
            Cancel this visit
          </Button>
        )}
      </div>
      <ol>
        {visitSteps(visit, timeZone).map((step) => (
          <li key={step.key}>
            {step.state === "done" ? (
              <Check className="i ok" />
            ) : (
              <i className={step.state === "now" ? "is-now" : ""} />
            )}
            <div>
              <b>
                <span className="sr">{STATE_WORD[step.state]}</span>
                {step.title}
              </b>
              <span>{step.sentence}</span>
              <StepDeed deed={step.deed} serverUrl={serverUrl} />
              {step.key === "rooms" && <Rooms {...discord} />}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function StepDeed({ deed, serverUrl }: { deed: VisitStep["deed"]; serverUrl: string | null }) {
  if (deed === undefined) return null;
  const href = deed === "connect_discord" ? "/auth/discord?next=%2F" : serverUrl;
  if (href === null) return <span>Your organiser has the invitation to the server.</span>;
  return (
    <a
      className={buttonClass({ variant: "primary" })}
      href={href}
      {...(deed === "join_server" && { target: "_blank", rel: "noreferrer" })}
    >
      <LogIn className="i" />
      {deed === "connect_discord" ? "Connect Discord" : "Join Discord"}
    </a>
  );
}

function Rooms({ text, voice }: Pick<MyVisit["discord"], "text" | "voice">) {
  const links = [
    { href: text, words: "Text channel" },
    { href: voice, words: "Voice room" },
  ].filter(({ href }) => href !== null);
  if (links.length === 0) return null;
  return (
    <p className="row wrap">
      {links.map(({ href, words }) => (
        <a key={words} className="lnk" href={href!} target="_blank" rel="noreferrer">
          <ExternalLink className="i" />
          {words}
        </a>
      ))}
    </p>
  );
}
