import { isTimeZone } from "@muster/domain/time-zone";
import { cityOf, offsetsOf } from "../../dates/instant-words.ts";

/** One line of the chooser. */
export interface ZoneOption {
  timeZone: string;
  city: string;
  offsets: string;
}

/** Other names people type: old IANA names (TZ-9), and cities that share a zone with a neighbour (AG-7). */
const ALSO_CALLED: Record<string, string> = {
  "Asia/Kolkata": "Calcutta Mumbai Delhi Bangalore Chennai India IST",
  "Asia/Kathmandu": "Katmandu Nepal",
  "Asia/Ho_Chi_Minh": "Saigon Hanoi Vietnam",
  "Asia/Yangon": "Rangoon Myanmar",
  "Asia/Shanghai": "Beijing Peking Shenzhen China",
  "Asia/Dubai": "Abu Dhabi Emirates",
  "Europe/Kyiv": "Kiev Ukraine",
  "Europe/Berlin": "Munich Hamburg Frankfurt Cologne Germany CET CEST",
  "Europe/Zurich": "Geneva Basel Switzerland",
  "Europe/London": "Edinburgh Manchester Cardiff Britain UK GMT BST",
  "Europe/Istanbul": "Ankara Turkey",
  "Europe/Amsterdam": "Rotterdam Netherlands",
  "Europe/Rome": "Milan Italy",
  "Europe/Madrid": "Barcelona Spain",
  "America/New_York": "Boston Washington Miami Eastern EST EDT",
  "America/Chicago": "Houston Dallas Central CST CDT",
  "America/Denver": "Salt Lake City Mountain MST MDT",
  "America/Los_Angeles": "San Francisco Seattle Berkeley Pacific PST PDT",
  "America/Toronto": "Ottawa Montreal Canada",
  "America/Sao_Paulo": "Rio de Janeiro Brasilia Brazil",
  "America/Argentina/Buenos_Aires": "Argentina",
  "Africa/Johannesburg": "Cape Town Pretoria South Africa",
  "Africa/Lagos": "Abuja Nigeria",
  "Australia/Sydney": "Canberra",
  "Pacific/Auckland": "Wellington New Zealand",
};

/** Old names some browsers still list, under the name we show. */
const RENAMED: Record<string, string> = {
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Asia/Rangoon": "Asia/Yangon",
  "Europe/Kiev": "Europe/Kyiv",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Pacific/Truk": "Pacific/Chuuk",
  "Pacific/Ponape": "Pacific/Pohnpei",
};

/** Every zone this browser knows, each once, under its present name where the browser accepts it, and UTC. */
export function knownZones(listed: readonly string[]): string[] {
  const present = listed.map((zone) => {
    const renamed = RENAMED[zone];
    return renamed !== undefined && isTimeZone(renamed) ? renamed : zone;
  });
  return [...new Set([...present, "UTC"])].toSorted((one, other) => cityOf(one).localeCompare(cityOf(other)));
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll(/[_/\-,]+/g, " ")
    .toLowerCase();

/** The zones whose city, continent or other name begins with each word typed; those whose city does come first. */
export function searchZones(zones: readonly string[], typed: string): string[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...zones];
  const has = (text: string, word: string) => ` ${plain(text)}`.includes(` ${word}`);
  const found = zones.filter((zone) => words.every((word) => has(`${zone} ${ALSO_CALLED[zone] ?? ""}`, word)));
  const cityFirst = (zone: string) => (has(cityOf(zone), words[0]!) ? 0 : 1);
  return found.toSorted((one, other) => cityFirst(one) - cityFirst(other));
}

export const zoneOption = (timeZone: string, at: Date): ZoneOption => ({
  timeZone,
  city: cityOf(timeZone),
  offsets: offsetsOf(timeZone, at),
});
