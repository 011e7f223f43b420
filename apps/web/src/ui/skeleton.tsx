import { useEffect, useState } from "react";

const PATIENCE_MS = 300;

/** Grey lines while something loads, after a moment: what loads at once never flickers. */
export function Skeleton({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {late && Array.from({ length: lines }, (_, at) => <span key={at} />)}
    </div>
  );
}
