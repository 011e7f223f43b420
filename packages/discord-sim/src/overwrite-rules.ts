import { type Bench, ranksOf } from "./call.ts";
import type { Overwrite } from "./guild.ts";
import { ALL, basePermissions, MANAGE_ROLES } from "./permissions.ts";
import { missingPermissions, Refused } from "./refusal.ts";

type Given = { id: unknown; type: unknown; allow?: unknown; deny?: unknown };

/** An overwrite as it is kept: id as text, bits as decimal text. */
export const asOverwrite = ({ id, type, allow, deny }: Given): Overwrite => ({
  id: String(id),
  type: type === 1 ? 1 : 0,
  allow: String(BigInt((allow as string | number | null) ?? 0)),
  deny: String(BigInt((deny as string | number | null) ?? 0)),
});

/** 10009 unless the overwrite is about a role of the guild or somebody who is in it. */
export function refuseStranger({ state }: Bench, { id, type }: Overwrite): void {
  const known = type === 1 ? state.members.has(id) : state.roles.has(id);
  if (!known) throw new Refused(404, 10009, "Unknown Overwrite");
}

/** 50013 unless the bot itself has every bit that changes; MANAGE_ROLES may be passed on by administrators only. */
export function refuseForeignBits(
  { state, botId }: Bench,
  { after, before }: { after: Overwrite | null; before: Overwrite | undefined },
): void {
  const own = basePermissions(ranksOf(state), botId);
  if (own === ALL) return;
  const changed =
    (BigInt(after?.allow ?? 0) ^ BigInt(before?.allow ?? 0)) | (BigInt(after?.deny ?? 0) ^ BigInt(before?.deny ?? 0));
  if (changed & (~own | MANAGE_ROLES)) throw missingPermissions();
}

/** The whole list of a create or edit body, judged; a repeated id keeps its last entry. */
export function judgeOverwrites(bench: Bench, given: readonly Given[], before: readonly Overwrite[]): Overwrite[] {
  const wanted = new Map(given.map((each) => [String(each.id), asOverwrite(each)]));
  const known = new Map(before.map((each) => [each.id, each]));
  for (const [id, after] of wanted) {
    if (!known.has(id)) refuseStranger(bench, after);
    refuseForeignBits(bench, { after, before: known.get(id) });
  }
  for (const [id, old] of known) if (!wanted.has(id)) refuseForeignBits(bench, { after: null, before: old });
  return [...wanted.values()];
}
