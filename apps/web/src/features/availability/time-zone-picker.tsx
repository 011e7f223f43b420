import { ChevronDown, Globe } from "lucide-react";
import { Popover } from "radix-ui";
import { useId, useMemo, useState, type KeyboardEvent } from "react";
import { useClock } from "../../dates/clock.ts";
import { cityOf, offsetsOf } from "../../dates/instant-words.ts";
import { knownZones, searchZones, zoneOption } from "./time-zone-search.ts";

const SHOWN_AT_MOST = 60;

interface TimeZonePickerProps {
  timeZone: string;
  onChange: (timeZone: string) => void;
}

/** A searchable list of every zone the browser knows, with its offset now and the next change (AG-7). */
export function TimeZonePicker({ timeZone, onChange }: TimeZonePickerProps) {
  const [open, setOpen] = useState(false);
  const offsets = offsetsOf(timeZone, useClock()());
  const choose = (chosen: string) => {
    setOpen(false);
    if (chosen !== timeZone) onChange(chosen);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button className="select zone" type="button">
          <Globe className="i" />
          <span>
            <span className="sr">Time zone </span>
            {cityOf(timeZone)} <span className="faint">{offsets}</span>
          </span>
          <ChevronDown className="i" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="menu zone-menu"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Choose your time zone"
        >
          <ZoneSearch current={timeZone} choose={choose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function ZoneSearch({ current, choose }: { current: string; choose: (timeZone: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const zones = useMemo(() => knownZones(Intl.supportedValuesOf("timeZone")), []);
  const found = useMemo(() => searchZones(zones, typed).slice(0, SHOWN_AT_MOST), [zones, typed]);
  const active = Math.min(at, found.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(found.length - 1, active + step));
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key !== "Enter") return;
    // Else the same key would press the first button of the question that opens.
    event.preventDefault();
    const chosen = found[active];
    if (chosen !== undefined) choose(chosen);
  };
  return (
    <>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        aria-label="Search a city or a zone"
        placeholder="City or zone"
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul className="zone-list" id={`${id}-list`} role="listbox" aria-label="Time zones">
        {found.map((zone, index) => (
          <ZoneLine
            key={zone}
            id={`${id}-${index}`}
            zone={zone}
            active={index === active}
            current={zone === current}
            choose={choose}
          />
        ))}
      </ul>
      <p className="small faint zone-count" role="status">
        {countWords(found.length)}
      </p>
    </>
  );
}

function countWords(count: number): string {
  if (count === 0) return "No zone of that name. Try the nearest large city.";
  if (count === 1) return "One zone";
  return `${count}${count === SHOWN_AT_MOST ? " or more" : ""} zones`;
}

interface ZoneLineProps {
  id: string;
  zone: string;
  active: boolean;
  current: boolean;
  choose: (timeZone: string) => void;
}

function ZoneLine({ id, zone, active, current, choose }: ZoneLineProps) {
  const clock = useClock();
  const { city, offsets } = useMemo(() => zoneOption(zone, clock()), [zone, clock]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the combobox above has the keys
    <li
      id={id}
      role="option"
      aria-selected={current}
      className={active ? "menu-item at" : "menu-item"}
      onClick={() => choose(zone)}
    >
      {city}
      <span className="faint small">{zone.includes("/") ? zone.split("/")[0]!.replaceAll("_", " ") : ""}</span>
      <span className="push faint small">{offsets}</span>
    </li>
  );
}
