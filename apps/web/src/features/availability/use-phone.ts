import { useSyncExternalStore } from "react";

const query = matchMedia("(max-width: 560px)");

const listen = (changed: () => void) => {
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
};

/** Whether three days at a time is all that fits (AG-12). */
export const usePhone = (): boolean => useSyncExternalStore(listen, () => query.matches);
