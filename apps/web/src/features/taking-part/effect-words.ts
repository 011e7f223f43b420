import type { Outputs } from "../../app/trpc.ts";
import { countOf, listOf, someNames } from "../../ui/count-words.ts";

export type Effects = Outputs["groups"]["effects"];
type Side = NonNullable<Effects["joins"]>;

/**
 * What one reads before one joins, switches or leaves, a sentence for each effect: channels and events, who is told, and
 * what becomes of the seat (JS-7). Nothing is said of what is not set up here.
 */
export function effectWords({ leaves, joins, letter }: Effects): string[] {
  return [
    ...(leaves ? [leavingWords(leaves)] : []),
    ...(joins ? [joiningWords(joins)] : []),
    toldWords({ leaves, joins, letter }),
    ...(leaves && leaves.waiting > 0 ? [seatWords(leaves.waiting)] : []),
  ];
}

function leavingWords({ name, ...side }: Side): string {
  const rooms = roomsOf(side);
  if (rooms === null) return `You leave ${name}, which has no channels yet.`;
  return `You leave ${name}: ${rooms} close for you within seconds.`;
}

function joiningWords({ name, ...side }: Side): string {
  const rooms = roomsOf(side);
  if (rooms === null) return `You join ${name}: its channels open when the organiser starts it.`;
  return `You join ${name}: ${rooms} open for you within seconds.`;
}

/** "its text and voice channel and its 6 events" */
function roomsOf({ channels, events }: Omit<Side, "name">): string | null {
  if (channels.length === 0) return null;
  const rooms = channels.length === 2 ? "its text and voice channels" : `its ${channels[0]} channel`;
  return events === 0 ? rooms : `${rooms} and its ${countOf(events, "event")}`;
}

function toldWords({ leaves, joins, letter }: Effects): string {
  const left = leaves?.isTold
    ? leaves.people.length > 0
      ? `${someNames(leaves.people)} read in the channel of ${leaves.name} that you left`
      : `the channel of ${leaves.name} says that you left`
    : null;
  const joined = joins?.isTold ? `the channel of ${joins.name} says that you joined` : null;
  const mine = letter ? "you get a letter" : null;
  const told = [left, joined, mine].filter((words) => words !== null);
  const words = listOf(told);
  return told.length === 0 ? "Nobody is written to." : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const seatWords = (waiting: number): string =>
  `${waiting === 1 ? "One person is" : `${waiting} people are`} in line for your seat: it is offered to the first at once, so that you may not get it back.`;
