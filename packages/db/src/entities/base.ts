import { p } from "@mikro-orm/core";

/** What every entity begins with. `updatedAt` is touched by the database on every write, whoever writes (B13). */
export const base = {
  id: p.integer().primary(),
  createdAt: p.datetime().defaultRaw("now()"),
  updatedAt: p.datetime().defaultRaw("now()"),
};

/**
 * A jsonb value whose shape belongs to a package this one does not know (a proposal, an answer): whoever reads it names
 * its type there.
 */
// oxlint-disable-next-line no-explicit-any -- `unknown` would make every such field required when an entity is made
export type Stored = any;
