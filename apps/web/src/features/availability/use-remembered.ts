import { useCallback, useState } from "react";

/** A yes or no about how one likes the page, kept on this device. */
export function useRemembered(name: string): [boolean, (value: boolean) => void] {
  const key = `muster.${name}`;
  const [value, setValue] = useState(() => localStorage.getItem(key) === "yes");
  const keep = useCallback(
    (next: boolean) => {
      setValue(next);
      localStorage.setItem(key, next ? "yes" : "no");
    },
    [key],
  );
  return [value, keep];
}
