import type { Kill } from "./plan.ts";
import type { Owner } from "./virtual-time.ts";

/** One life of one bot process. */
export interface Life {
  owner: Owner;
  /** Whose work goes on when the process is dead: the network, the other side. */
  world: Owner;
  /** The subject of the round at work, so that faults can be aimed at it. */
  subject: string | null;
  /** Its name at the lease. */
  holder: string;
  kill: (kill: Kill, where: string) => void;
}
