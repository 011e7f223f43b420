import type {
  RESTPatchAPIChannelJSONBody,
  RESTPatchAPIGuildChannelPositionsJSONBody,
  RESTPatchAPIGuildScheduledEventJSONBody,
  RESTPostAPIChannelInviteJSONBody,
  RESTPostAPIChannelMessageJSONBody,
  RESTPostAPIGuildChannelJSONBody,
  RESTPostAPIGuildScheduledEventJSONBody,
  RESTPutAPIChannelPermissionJSONBody,
} from "discord-api-types/v10";
import { anything, bits, closed, flag, form, instant, listOf, oneOf, orNull, snowflake, text, whole } from "./form.ts";

/** The bodies our routes take. Their lengths are those of Discord's reference; what it refuses beyond a schema stands with the route. */
const overwrite = closed({ id: snowflake, type: oneOf(0, 1), allow: orNull(bits), deny: orNull(bits) }, ["id", "type"]);

const channelKeys = {
  position: orNull(whole(0)),
  topic: orNull(text(0, 1024)),
  bitrate: orNull(whole(8000, 384_000)),
  user_limit: orNull(whole(0, 99)),
  nsfw: orNull(flag),
  rate_limit_per_user: orNull(whole(0, 21_600)),
  parent_id: orNull(snowflake),
  permission_overwrites: orNull(listOf(overwrite, 100)),
  rtc_region: orNull(text(0, 100)),
  video_quality_mode: orNull(oneOf(1, 2)),
  default_auto_archive_duration: orNull(whole()),
  default_thread_rate_limit_per_user: orNull(whole(0, 21_600)),
};

/** discord-api-types knows one body per type of channel; the wire knows one with all keys. */
type EveryKey<T> = T extends unknown ? keyof T : never;
type AllOf<T> = { [K in EveryKey<T>]?: T extends unknown ? (K extends keyof T ? T[K] : never) : never };
export const channelCreate = form<AllOf<RESTPostAPIGuildChannelJSONBody> & { name: string }>(
  closed({ ...channelKeys, name: text(1, 100), type: orNull(oneOf(0, 2, 4)) }, ["name"]),
);
export const channelEdit = form<RESTPatchAPIChannelJSONBody>(
  closed({ ...channelKeys, name: text(1, 100), type: oneOf(0, 2, 4), flags: orNull(whole()) }),
);
export const channelMoves = form<RESTPatchAPIGuildChannelPositionsJSONBody>(
  listOf(
    closed(
      { id: snowflake, position: orNull(whole(0)), parent_id: orNull(snowflake), lock_permissions: orNull(flag) },
      ["id"],
    ),
    500,
  ),
);
/** discord.js sends the id once more in the body; Discord does not mind. */
export const overwritePut = form<RESTPutAPIChannelPermissionJSONBody>(
  closed({ id: snowflake, type: oneOf(0, 1), allow: orNull(bits), deny: orNull(bits) }, ["type"]),
);

const picture = closed({ url: text(1, 2048), height: whole(), width: whole(), proxy_url: text(0, 2048) }, ["url"]);
const embed = closed({
  type: text(0, 20),
  title: text(0, 256),
  description: text(0, 4096),
  url: text(0, 2048),
  timestamp: instant,
  color: whole(0, 0xff_ff_ff),
  footer: closed({ text: text(1, 2048), icon_url: text(0, 2048), proxy_icon_url: text(0, 2048) }, ["text"]),
  image: picture,
  thumbnail: picture,
  video: picture,
  provider: closed({ name: text(0, 256), url: text(0, 2048) }),
  author: closed({ name: text(1, 256), url: text(0, 2048), icon_url: text(0, 2048), proxy_icon_url: text(0, 2048) }, [
    "name",
  ]),
  fields: listOf(closed({ name: text(1, 256), value: text(1, 1024), inline: flag }, ["name", "value"]), 25),
});
const allowedMentions = closed({
  parse: listOf(oneOf("users", "roles", "everyone"), 3),
  users: listOf(snowflake, 100),
  roles: listOf(snowflake, 100),
  replied_user: flag,
});

/** Known to Discord in a message that is edited or an answer, although it does nothing there: discord.js sends them always. */
const noise = { nonce: anything, enforce_nonce: anything, tts: orNull(flag) };
export const messageKeys = {
  ...noise,
  content: orNull(text(0, 2000)),
  embeds: orNull(listOf(embed, 10)),
  components: orNull(listOf({ type: "object" }, 40)),
  allowed_mentions: orNull(allowedMentions),
  flags: orNull(whole()),
  attachments: orNull(listOf({ type: "object" }, 10)),
  sticker_ids: orNull(listOf(snowflake, 3)),
  message_reference: orNull({ type: "object" }),
  poll: orNull({ type: "object" }),
};
export type MessageBody = Omit<RESTPostAPIChannelMessageJSONBody, "content" | "embeds"> & {
  content?: string | null;
  embeds?: Embed[] | null;
};
export type Embed = {
  title?: string;
  description?: string;
  footer?: { text: string };
  author?: { name: string };
  fields?: { name: string; value: string }[];
};
export const messageCreate = form<MessageBody>(
  closed({ ...messageKeys, nonce: { type: ["string", "integer"], maxLength: 25 }, enforce_nonce: flag }),
);
export const messageEdit = form<MessageBody>(closed(messageKeys));
/** Follow-ups and edits through an interaction's webhook. */
export const webhookMessage = form<MessageBody>(
  closed({
    ...messageKeys,
    username: orNull(text(0, 80)),
    avatar_url: anything,
    thread_name: anything,
    applied_tags: anything,
  }),
);

const eventKeys = {
  name: text(1, 100),
  privacy_level: oneOf(2),
  scheduled_start_time: instant,
  scheduled_end_time: orNull(instant),
  description: orNull(text(0, 1000)),
  entity_type: oneOf(1, 2, 3),
  channel_id: orNull(snowflake),
  entity_metadata: orNull(closed({ location: orNull(text(0, 100)) })),
  image: orNull({ type: "string" }),
  recurrence_rule: orNull(
    closed(
      {
        start: instant,
        frequency: oneOf(0, 1, 2, 3),
        interval: whole(1, 2),
        by_weekday: orNull(listOf(whole(0, 6), 7)),
        by_n_weekday: orNull(listOf(closed({ n: whole(1, 5), day: whole(0, 6) }, ["n", "day"]), 1)),
        by_month: orNull(listOf(whole(1, 12), 1)),
        by_month_day: orNull(listOf(whole(1, 31), 1)),
      },
      ["start", "frequency", "interval"],
    ),
  ),
};
export const eventCreate = form<RESTPostAPIGuildScheduledEventJSONBody>(
  closed(eventKeys, ["name", "privacy_level", "scheduled_start_time", "entity_type"]),
);
export const eventEdit = form<RESTPatchAPIGuildScheduledEventJSONBody>(
  closed({ ...eventKeys, status: oneOf(1, 2, 3, 4) }),
);

export const directChannelCreate = form<{ recipient_id: string }>(
  closed({ recipient_id: snowflake }, ["recipient_id"]),
);
export const inviteCreate = form<RESTPostAPIChannelInviteJSONBody>(
  closed({
    max_age: orNull(whole(0, 604_800)),
    max_uses: orNull(whole(0, 100)),
    temporary: orNull(flag),
    unique: orNull(flag),
    target_type: orNull(whole()),
    target_user_id: orNull(snowflake),
    target_application_id: orNull(snowflake),
  }),
);
