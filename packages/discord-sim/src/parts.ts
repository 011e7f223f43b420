import type { Bench } from "./call.ts";
import type { Gateway } from "./gateway.ts";
import type { Ledger } from "./ledger.ts";
import type { OAuth } from "./oauth.ts";
import type { Rest } from "./rest.ts";
import type { Weather } from "./weather.ts";

/** What the doors (REST, pages, control) open on. */
export type Parts = {
  bench: Bench;
  rest: Rest;
  gateway: Gateway;
  oauth: OAuth;
  ledger: Ledger;
  weather: Weather;
  /** Redirect addresses that are taken beside those on this machine. */
  redirectUris: readonly string[];
  pause: (ms: number) => Promise<void>;
};
