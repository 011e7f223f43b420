import { MessageSquare } from "lucide-react";
import { buttonClass } from "../../ui/button.tsx";
import { discordSignIn } from "./sign-in-words.ts";

/** Leaves for Discord and comes back signed in, to `next`. */
export function SignInButton({ next }: { next: string | undefined }) {
  return (
    <a className={`${buttonClass({ variant: "primary", size: "large" })} full`} href={discordSignIn(next)}>
      <MessageSquare className="i" />
      Continue with Discord
    </a>
  );
}
