import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { Button, buttonClass } from "../ui/button.tsx";
import { Content } from "../ui/content.tsx";
import { problemOf, type Problem } from "./trpc.ts";

const TITLE = {
  not_found: "Not here",
  not_allowed: "This page is for others",
  signed_out: "You are signed out",
  unreachable: "Muster does not answer",
  conflict: "That did not go",
  not_yet: "Not yet",
  invalid: "That did not go",
  unknown: "Something went wrong",
};

/** Asking once more would be answered the same. */
const LASTING = new Set<Problem["kind"]>(["not_found", "not_allowed", "signed_out"]);

/** What happened, what was kept, what one can do, and an id to copy. */
export function ErrorPage({ error }: { error: unknown }) {
  const problem = problemOf(error);
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  // What could not be read is asked for again only after this, here or on the page one goes to instead.
  useEffect(reset, [reset]);
  const askAgain = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Content className="page page-alone" aria-labelledby="page-title">
      <h1 id="page-title">{TITLE[problem.kind]}</h1>
      <p className="dim">{problem.sentence}</p>
      {problem.requestId && (
        <p className="faint small">
          If you ask for help, name this: <span className="mono">{problem.requestId}</span>
        </p>
      )}
      <div className="row wrap">
        {!LASTING.has(problem.kind) && (
          <Button variant="primary" onClick={askAgain}>
            Try again
          </Button>
        )}
        {problem.kind === "signed_out" ? (
          // A fresh load, so that nothing of the person who was signed in is left on the page.
          <a
            className={buttonClass({ variant: "primary" })}
            href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}
          >
            Sign in
          </a>
        ) : (
          <Link className={buttonClass()} to="/">
            To my start page
          </Link>
        )}
      </div>
    </Content>
  );
}

export function NotFoundPage() {
  return (
    <Content className="page page-alone" aria-labelledby="page-title">
      <h1 id="page-title">There is nothing at this address</h1>
      <p className="dim">The link may be old, or a letter is missing.</p>
      <div className="row">
        <Link className={buttonClass({ variant: "primary" })} to="/">
          To my start page
        </Link>
      </div>
    </Content>
  );
}
