import { useEffect } from "react";

const PRODUCT = "Muster";

/** What the tab of the browser says; a page that counts puts its figure first. */
export function useTitle(words: string): void {
  useEffect(() => {
    document.title = `${words} · ${PRODUCT}`;
    return () => {
      document.title = PRODUCT;
    };
  }, [words]);
}
