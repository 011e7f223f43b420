import { useCallback } from "react";

const KEY = "muster.theme";
type Theme = "light" | "dark";

const isTheme = (value: unknown): value is Theme => value === "light" || value === "dark";

/** Before the first paint: the choice of last time, if there was one; else the system decides. */
export function restoreTheme(): void {
  const kept = localStorage.getItem(KEY);
  if (isTheme(kept)) document.documentElement.dataset["theme"] = kept;
}

function shownTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (isTheme(chosen)) return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function ThemeSwitch() {
  const turn = useCallback(() => {
    const next = shownTheme() === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = next;
    localStorage.setItem(KEY, next);
  }, []);
  return (
    <button
      className="btn btn-quiet btn-sm btn-icon theme"
      type="button"
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
      onClick={turn}
    >
      <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="8.5" />
        <path d="M12 3.5v17M12 5.5h4.5M12 9h7M12 12h8.5M12 15h7M12 18.5h4.5" strokeWidth="1.3" />
      </svg>
    </button>
  );
}
