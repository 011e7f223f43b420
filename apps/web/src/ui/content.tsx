import { useMatch } from "@tanstack/react-router";
import { useEffect, type ComponentProps } from "react";

const CONTENT = "content";

/** The page somebody was led to last; null before the first. */
let shown: string | null = null;

interface ContentProps extends ComponentProps<"main"> {
  /** The title: what is read aloud when the focus comes here. */
  "aria-labelledby": string;
}

/** The page itself: whoever goes on to another page, or uses the skip link, has the focus here. */
export function Content(props: ContentProps) {
  const page = useMatch({ strict: false, select: ({ pathname }) => pathname });
  useEffect(() => {
    if (shown !== null && shown !== page) focusContent();
    shown = page;
  }, [page]);
  return <main id={CONTENT} tabIndex={-1} {...props} />;
}

/** Gives the focus back to what had it; where that is gone or takes none any more, to the page itself. */
export function returnFocus(to: Element | null): void {
  if (to instanceof HTMLElement) to.focus();
  if (to === document.body || document.activeElement !== to) focusContent();
}

const focusContent = () => document.getElementById(CONTENT)?.focus({ preventScroll: true });
