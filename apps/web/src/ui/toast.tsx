import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type ReactNode,
} from "react";
import { returnFocus } from "./content.tsx";

export interface ToastWords {
  text: string;
  undo?: () => void;
}

const SHOWN_MS = 10_000;
const Toasts = createContext<(words: ToastWords) => void>(() => undefined);

/** Shows one sentence for ten seconds, with Undo where it can be undone. A new one takes the old one's place. */
export const useToast = () => useContext(Toasts);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ToastWords & { id: number }>();
  const count = useRef(0);
  const show = useCallback((words: ToastWords) => setShown({ ...words, id: (count.current += 1) }), []);
  const close = useCallback(() => setShown(undefined), []);
  return (
    <Toasts value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {shown && <Toast key={shown.id} words={shown} close={close} />}
      </div>
    </Toasts>
  );
}

function Toast({ words, close }: { words: ToastWords; close: () => void }) {
  const [held, setHeld] = useState(false);
  const before = useRef<Element>(null);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, close]);
  const hold = useMemo(
    () => ({
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
      onFocus: (event: FocusEvent) => {
        before.current = event.relatedTarget;
        setHeld(true);
      },
      onBlur: () => setHeld(false),
    }),
    [],
  );
  return (
    <div className="toast" {...hold}>
      <span>{words.text}</span>
      {words.undo && (
        <button
          type="button"
          onClick={() => {
            words.undo?.();
            returnFocus(before.current);
            close();
          }}
        >
          Undo
        </button>
      )}
    </div>
  );
}
