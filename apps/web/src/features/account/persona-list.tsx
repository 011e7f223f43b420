import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Persona } from "@muster/domain/persona";
import { ChevronRight } from "lucide-react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Face } from "../../ui/face.tsx";
import { Note } from "../../ui/note.tsx";

const ROLE: Record<Persona, string> = {
  organiser: "Organiser",
  facilitator: "Facilitator",
  member: "Member",
  unplaced: "Member",
};
const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six"];

/** In a rehearsal: walk in as somebody of the sample cohort, with one click. */
export function PersonaList({ next }: { next: string | undefined }) {
  const { data: personas } = useSuspenseQuery(trpc.account.personas.queryOptions());
  const queries = useQueryClient();
  const navigate = useNavigate();
  const walkIn = useMutation(
    trpc.account.signInAs.mutationOptions({
      onSuccess: async () => {
        // The page one is on may stay the same: what it shows is asked for again, now as this person.
        await queries.resetQueries();
        await navigate({ href: next ?? "/" });
      },
    }),
  );
  if (personas.length === 0) return null;
  return (
    <div className="as">
      <h2>Walk in as one of {NUMBER_WORDS[personas.length] ?? personas.length} people</h2>
      {walkIn.error && (
        <Note tone="fail" announce>
          {problemOf(walkIn.error).sentence}
        </Note>
      )}
      <ul className="card">
        {personas.map(({ persona, name, sentence }) => (
          <li key={persona}>
            <button
              className="pers"
              type="button"
              aria-disabled={walkIn.isPending}
              aria-busy={walkIn.isPending && walkIn.variables.persona === persona}
              onClick={() => walkIn.isPending || walkIn.mutate({ persona })}
            >
              <Face name={name} large />
              <span>
                <b>{name}</b> <i>{ROLE[persona]}</i>
                <small>{sentence}</small>
              </span>
              <ChevronRight className="i" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
