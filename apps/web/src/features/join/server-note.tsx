import { buttonClass } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import type { ServerStep } from "./server-step.ts";

/** What is missing on Discord, and the way there; nothing when nothing is. */
export function ServerNote({ step }: { step: ServerStep | null }) {
  if (!step) return null;
  const { sentence, link } = step;
  return (
    <Note
      tone="warn"
      action={
        link && (
          <a className={buttonClass()} href={link.href} {...(link.away && { target: "_blank", rel: "noreferrer" })}>
            {link.words}
          </a>
        )
      }
    >
      {sentence}
    </Note>
  );
}
