import { config } from "zod";

/** The policy this app is served under forbids eval; zod would try it once for every page and leave a warning. Imported first. */
config({ jitless: true });
