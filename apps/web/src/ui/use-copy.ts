import { useToast } from "./toast.tsx";

/** Puts a text on the clipboard and says so; says what to do where the browser does not allow it. */
export function useCopy(): (text: string, done: string, instead?: string) => Promise<void> {
  const toast = useToast();
  return async (text, done, instead = `Mark it yourself: ${text}`) => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ text: done });
    } catch {
      toast({ text: `This browser does not let Muster copy. ${instead}` });
    }
  };
}
