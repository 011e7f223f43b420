import { useSearch } from "@tanstack/react-router";
import { Gate } from "../features/account/gate.tsx";
import { PersonaList } from "../features/account/persona-list.tsx";
import { SignInButton } from "../features/account/sign-in-button.tsx";
import { signInProblem } from "../features/account/sign-in-words.ts";
import { useViewer } from "../features/account/use-viewer.ts";
import { Note } from "../ui/note.tsx";

export function SignInPage() {
  const { next, problem } = useSearch({ from: "/gate/sign-in" });
  const { rehearsal, discordSignIn } = useViewer();
  const sentence = signInProblem(problem);
  return (
    <Gate title="Sign in">
      {sentence && (
        <Note tone="warn" announce>
          {sentence}
        </Note>
      )}
      {discordSignIn && (
        <>
          <SignInButton next={next} />
          <p className="fine">We ask Discord for your name and your place on the server, nothing else.</p>
        </>
      )}
      {!discordSignIn && !rehearsal && (
        <Note tone="warn">
          Signing in is not set up here yet. Ask the person who runs this installation to connect Discord.
        </Note>
      )}
      {rehearsal && <PersonaList next={next} />}
    </Gate>
  );
}
