import { useEffect, useRef, useState } from "react";

const EVERY_MS = 10_000;

interface AnnouncerProps {
  /** How things stand. */
  words: string;
  /** Nothing more will come: said at once. */
  settled: boolean;
}

/** Tells those who hear the page how something goes: every ten seconds at most, and at once when it ends. */
export function Announcer({ words, settled }: AnnouncerProps) {
  const latest = useRef(words);
  const [said, setSaid] = useState("");
  useEffect(() => {
    latest.current = words;
  }, [words]);
  useEffect(() => {
    if (settled) return;
    const timer = setInterval(() => setSaid(latest.current), EVERY_MS);
    return () => clearInterval(timer);
  }, [settled]);
  return (
    <div className="sr" role="status" aria-live="polite">
      {settled ? words : said}
    </div>
  );
}
