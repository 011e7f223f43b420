import { Link, useParams } from "@tanstack/react-router";
import { trpc, type Outputs } from "../app/trpc.ts";
import { useLink } from "../app/use-link.ts";
import { calendarDay, cityOf } from "../dates/instant-words.ts";
import { LinkGate } from "../features/account/link-gate.tsx";
import { PersonaList } from "../features/account/persona-list.tsx";
import { SignInButton } from "../features/account/sign-in-button.tsx";
import { useViewer } from "../features/account/use-viewer.ts";
import { SignUpForm } from "../features/signup/sign-up-form.tsx";
import { buttonClass } from "../ui/button.tsx";
import { countOf } from "../ui/count-words.ts";
import { Note } from "../ui/note.tsx";

export function SignUpPage() {
  const { code } = useParams({ from: "/gate/sign-up/$code" });
  const { data: invitation, lost } = useLink(trpc.signups.invitation.queryOptions({ code }));
  return (
    <LinkGate title={invitation?.course ?? "Sign up"} lost={lost}>
      {invitation && <Invitation code={code} invitation={invitation} />}
    </LinkGate>
  );
}

function Invitation({ code, invitation }: { code: string; invitation: Outputs["signups"]["invitation"] }) {
  const { person, rehearsal, discordSignIn } = useViewer();
  const { course, cohort, startDate, timeZone, numberOfMeetings, meetingLengthMinutes, open, closedBecause, mine } =
    invitation;
  const here = `/sign-up/${encodeURIComponent(code)}`;
  return (
    <>
      <p className="dim">
        {cohort}. {countOf(numberOfMeetings, "weekly meeting")} of {meetingLengthMinutes} minutes, from{" "}
        {calendarDay(startDate)}, kept in {cityOf(timeZone)} time.
      </p>
      {mine && (
        <>
          <Note tone="ok">You are signed up as {mine.role}.</Note>
          <Link className={buttonClass({ variant: "primary", size: "large" })} to="/availability">
            Mark my week
          </Link>
        </>
      )}
      {!mine && !open && (
        <Note tone="warn">
          {closedBecause ?? "Sign-up for this cohort is closed. Ask the organiser when the next one starts."}
        </Note>
      )}
      {!mine && open && person && <SignUpForm code={code} course={course} />}
      {!mine && open && !person && (
        <>
          <p>Sign in first; you come back here.</p>
          {discordSignIn && <SignInButton next={here} />}
          {rehearsal && <PersonaList next={here} />}
        </>
      )}
    </>
  );
}
