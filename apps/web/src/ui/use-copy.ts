import { useToast } from "./toast.tsx";

/** Puts a text on the clipboard and says so; says what to do where the browser does not allow it. */
export function useCopy(): (text: string, done: string) => Promise<void> {
  const toast = useToast();
  return async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ text: done });
    } catch {
      toast({ text: `This browser does not let Muster copy. Mark it yourself: ${text}` });
    }
  };
}
