import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Role } from "@muster/domain/membership";
import { useState, type FormEvent } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { Segmented } from "../../ui/segmented.tsx";

const ROLES = [
  { value: "participant" as const, label: "Take part" },
  { value: "facilitator" as const, label: "Lead a group" },
];

/** One question, at most two; then the week. */
export function SignUpForm({ code, course }: { code: string; course: string }) {
  const [role, setRole] = useState<Role>("participant");
  const [maxGroups, setMaxGroups] = useState("1");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signUp = useMutation(
    trpc.signups.signUp.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.signups.pathFilter());
        await navigate({ to: "/availability" });
      },
    }),
  );
  const problem = signUp.error ? problemOf(signUp.error) : null;
  const groups = Number(maxGroups);
  const groupsProblem = Number.isInteger(groups) && groups >= 1 && groups <= 10 ? undefined : "Between 1 and 10 groups";
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (role === "participant") signUp.mutate({ code, role });
    else if (!groupsProblem) signUp.mutate({ code, role, maxGroups: groups });
  };
  return (
    <form className="signup" onSubmit={send}>
      <div className="field">
        <span className="lab">You would like to</span>
        <Segmented label="You would like to" value={role} options={ROLES} onChange={setRole} />
      </div>
      {role === "facilitator" && (
        <Field
          label="At most how many groups"
          why="Each meets at its own hour; two of yours never overlap."
          error={problem?.field === "maxGroups" ? problem.sentence : groupsProblem}
        >
          {(wiring) => (
            <Input
              {...wiring}
              type="number"
              min={1}
              max={10}
              unit="groups"
              value={maxGroups}
              onChange={(event) => setMaxGroups(event.target.value)}
            />
          )}
        </Field>
      )}
      {problem && problem.field !== "maxGroups" && (
        <Note tone={problem.kind === "conflict" ? "warn" : "fail"} announce>
          {problem.sentence}
        </Note>
      )}
      <Button variant="primary" size="large" type="submit" busy={signUp.isPending}>
        Sign up for {course}
      </Button>
      <p className="fine">
        Next you mark the hours of a usual week. You can leave again at any time before groups are made.
      </p>
    </form>
  );
}
