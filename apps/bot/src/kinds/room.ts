import { ChannelType, Routes, type APIChannel } from "discord-api-types/v10";
import type { Actuator, Created } from "@muster/reconcile/apply";
import { changed } from "@muster/reconcile/differs";
import { externalId, type Difference, type Key } from "@muster/reconcile/kind";
import { CategoryFull } from "../troubles.ts";
import type { Place } from "./place.ts";
import { bornWith, privacyDiffers, restorePrivacy, type Carried, type PrivacyState } from "./privacy.ts";

/** What a text and a voice channel have in common: a name, a category, a closed door and who is let in at birth. */
export interface RoomSpec {
  label: string;
  name: string;
  categoryKey: Key;
  categoryName: string;
  mark: string;
  carries: readonly Carried[];
}
export interface RoomState extends PrivacyState {
  label: string;
  name: string;
  /** Undefined while the category itself cannot be seen: then its place is no difference of the room's. */
  inCategory: boolean | undefined;
  /** It stands nowhere because its category was deleted: not a place a hand has chosen. */
  lostCategory: boolean;
}

export function* differ(spec: RoomSpec, state: RoomState): Iterable<Difference> {
  yield* changed("name", state.name, spec.name);
  if (state.inCategory === false)
    yield { field: state.lostCategory ? "lost category" : "category", from: "elsewhere", to: spec.categoryName };
  yield* privacyDiffers(state);
}

export function actuator<Spec extends RoomSpec>(
  place: Place,
  type: ChannelType.GuildText | ChannelType.GuildVoice,
): Actuator<Spec> {
  const topicAtBirth = (spec: Spec) => (type === ChannelType.GuildText ? { topic: spec.mark } : {});
  return {
    async create(spec, resolve): Promise<Created> {
      const parent_id = resolve(spec.categoryKey);
      if (place.full.has(parent_id)) throw new CategoryFull(`${spec.categoryName} is full`);
      const { id } = await place.discord.change<APIChannel>("POST", Routes.guildChannels(place.guildId), {
        body: {
          name: spec.name,
          type,
          parent_id,
          permission_overwrites: bornWith(place, spec.carries),
          ...topicAtBirth(spec),
        },
        reason: `Muster ${spec.mark}`,
      });
      const carried = spec.carries.map(({ key, discordId }) => [key, externalId(`${id}/${discordId}`)] as const);
      return { id: externalId(id), carried: new Map(carried) };
    },
    async update(id, { spec, differences }, resolve) {
      await restorePrivacy(place, id, differences);
      const fields = new Map(differences.map(({ field, to }) => [field, to]));
      const isElsewhere = fields.has("category") || fields.has("lost category");
      // Names and topics may be edited twice in ten minutes: nothing else waits behind that (RE-10).
      const edits = [
        isElsewhere && { parent_id: resolve(spec.categoryKey) },
        (fields.has("mark") || fields.has("name")) && {
          ...(fields.has("mark") ? { topic: fields.get("mark") } : {}),
          ...(fields.has("name") ? { name: spec.name } : {}),
        },
      ];
      for (const body of edits)
        if (body) await place.discord.change("PATCH", Routes.channel(id), { body, reason: `Muster ${spec.mark}` });
    },
    async delete(id) {
      await place.discord.change("DELETE", Routes.channel(id), { reason: "Muster removes a double" });
    },
  };
}
