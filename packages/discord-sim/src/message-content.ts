import type { Embed, MessageBody } from "./bodies.ts";
import type { Message } from "./guild.ts";
import { invalid, Refused } from "./refusal.ts";
import type { Collections } from "./world.ts";

const SUPPRESS_NOTIFICATIONS = 1 << 12;
const EPHEMERAL = 1 << 6;
const SUPPRESS_EMBEDS = 1 << 2;

const lengthOf = ({ title, description, footer, author, fields }: Embed): number =>
  [title, description, footer?.text, author?.name, ...(fields ?? []).flatMap(({ name, value }) => [name, value])]
    .map((part) => [...(part ?? "")].length)
    .reduce((sum, length) => sum + length, 0);

/** Everything Discord checks about words that a schema cannot: embeds of 6000 characters in all, and something to say. */
export function judgeContent(body: MessageBody, before?: Message): void {
  const embeds = body.embeds ?? [];
  if (embeds.reduce((sum, embed) => sum + lengthOf(embed), 0) > 6000)
    throw invalid(["embeds"], "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
  const { parse = [], users = [], roles = [] } = body.allowed_mentions ?? {};
  const named = { users: users.length, roles: roles.length };
  for (const kind of ["users", "roles"] as const)
    if (parse.some((p) => p === kind) && named[kind] > 0)
      throw invalid(
        ["allowed_mentions"],
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
  const content = body.content === undefined ? before?.content : body.content;
  const left = body.embeds === undefined ? before?.embeds : body.embeds;
  const parts = body.components === undefined ? before?.components : body.components;
  if (!content?.trim() && !left?.length && !parts?.length && !body.poll && !body.sticker_ids?.length)
    throw new Refused(400, 50006, "Cannot send an empty message");
}

/** Who is really pinged: named in the text, and allowed to be. Without `allowed_mentions` everybody named is. */
export function mentionsOf(
  state: Collections,
  body: MessageBody,
  mayPingAll: boolean,
): Pick<Message, "mentions" | "mention_roles" | "mention_everyone"> {
  const content = body.content ?? "";
  const allowed = body.allowed_mentions;
  const may = (kind: "users" | "roles", id: string): boolean =>
    !allowed || (allowed.parse?.some((p) => p === kind) ?? false) || (allowed[kind]?.includes(id) ?? false);
  const found = (pattern: RegExp): string[] => [
    ...new Set([...content.matchAll(pattern)].map((match) => match[1] ?? "")),
  ];
  const everyone =
    /@(everyone|here)/.test(content) && (!allowed || (allowed.parse?.some((p) => p === "everyone") ?? false));
  return {
    mentions: found(/<@!?(\d+)>/g).filter((id) => state.users.has(id) && may("users", id)),
    mention_roles: found(/<@&(\d+)>/g).filter((id) => state.roles.has(id) && may("roles", id)),
    mention_everyone: everyone && mayPingAll,
  };
}

/** Components come back numbered from 1 in reading order, where the sender gave no ids. */
export function numbered(components: readonly object[]): object[] {
  let last = 0;
  const number = (part: { components?: object[] }): object => ({
    id: (last += 1),
    ...part,
    ...(part.components && { components: part.components.map(number) }),
  });
  return components.map(number);
}

/** A message as the guild keeps it, made of a body that was judged. */
export function composed(
  body: MessageBody,
  facts: Pick<Message, "id" | "channel_id" | "author_id" | "mentions" | "mention_roles" | "mention_everyone">,
  interaction: Message["interaction"] = null,
): Message {
  return {
    ...facts,
    type: interaction ? 20 : 0,
    content: body.content ?? "",
    embeds: body.embeds ?? [],
    components: numbered((body.components as object[] | null | undefined) ?? []),
    flags: (body.flags ?? 0) & (SUPPRESS_NOTIFICATIONS | EPHEMERAL | SUPPRESS_EMBEDS),
    nonce: body.nonce === undefined || body.nonce === null ? null : String(body.nonce),
    pinned_at: null,
    edited_at: null,
    interaction,
  };
}

export const isEphemeral = ({ flags }: Pick<Message, "flags">): boolean => (flags & EPHEMERAL) !== 0;
