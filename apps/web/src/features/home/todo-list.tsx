import { Link } from "@tanstack/react-router";
import { Check, LogIn, Pencil, Search } from "lucide-react";
import { buttonClass } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { doneWords, type Todo } from "./checklist.ts";

interface TodoListProps {
  todos: readonly Todo[];
  cohortId: number;
  /** Where the Discord server can be entered, when that is known. */
  inviteUrl: string | null;
}

const STATE_WORD = { done: "done: ", now: "next: ", ahead: "later: " };

export function TodoList({ todos, cohortId, inviteUrl }: TodoListProps) {
  return (
    <Card>
      <CardHead title={doneWords(todos)} />
      <ol className="todo">
        {todos.map((todo) => (
          <li key={todo.key} className={todo.state === "done" ? "ok" : todo.state === "now" ? "now" : undefined}>
            {todo.state === "done" ? (
              <Check className="i" />
            ) : (
              <i className={todo.state === "now" ? "dot" : "dot hatch"} />
            )}
            <div>
              <b>
                <span className="sr">{STATE_WORD[todo.state]}</span>
                {todo.title}
              </b>
              <span>{todo.sentence}</span>
              {todo.state === "now" && <TodoDeed deed={todo.deed} cohortId={cohortId} inviteUrl={inviteUrl} />}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const LOOK = buttonClass({ variant: "primary", size: "large" });

function TodoDeed({ deed, cohortId, inviteUrl }: { deed: Todo["deed"]; cohortId: number; inviteUrl: string | null }) {
  switch (deed) {
    case "mark_week":
      return (
        <Link className={LOOK} to="/availability">
          <Pencil className="i" />
          Mark my week
        </Link>
      );
    case "find_group":
      return (
        <Link className={LOOK} to="/join/$cohortId" params={{ cohortId }}>
          <Search className="i" />
          Find a group that fits
        </Link>
      );
    case "connect_discord":
      return (
        <a className={LOOK} href="/auth/discord?next=%2F">
          <LogIn className="i" />
          Connect Discord
        </a>
      );
    case "join_server":
      return inviteUrl ? (
        <a className={LOOK} href={inviteUrl} target="_blank" rel="noreferrer">
          <LogIn className="i" />
          Join the server
        </a>
      ) : (
        <span>Ask your organiser for the invitation to the server.</span>
      );
    case undefined:
      return null;
  }
}
