import { sameTimeZone } from "@muster/domain/time-zone";
import { useState } from "react";
import { cityOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";

interface TravelNoteProps {
  deviceZone: string;
  timeZone: string;
  change: () => void;
}

/** Somebody travels: it is said, and nothing changes by itself (TZ-6). */
export function TravelNote({ deviceZone, timeZone, change }: TravelNoteProps) {
  const [left, setLeft] = useState(false);
  if (left || sameTimeZone(deviceZone, timeZone)) return null;
  return (
    <Note
      action={
        <span className="row">
          <Button size="small" onClick={change}>
            Use {cityOf(deviceZone)}
          </Button>
          <Button size="small" variant="quiet" onClick={() => setLeft(true)}>
            Keep {cityOf(timeZone)}
          </Button>
        </span>
      }
    >
      This device is on {cityOf(deviceZone)} time. Your week is kept in {cityOf(timeZone)} time.
    </Note>
  );
}
