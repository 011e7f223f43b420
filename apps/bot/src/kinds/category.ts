import { ChannelType, Routes, type APIChannel } from "discord-api-types/v10";
import type { Actuator } from "@muster/reconcile/apply";
import { changed } from "@muster/reconcile/differs";
import { externalId } from "@muster/reconcile/kind";
import type { Place } from "./place.ts";
import { bornWith, privacyDiffers, restorePrivacy, type PrivacyState } from "./privacy.ts";

export interface CategorySpec {
  label: string;
  name: string;
  mark: string;
}
export interface CategoryState extends PrivacyState {
  label: string;
  name: string;
}

export function* differ(spec: CategorySpec, state: CategoryState) {
  yield* changed("name", state.name, spec.name);
  yield* privacyDiffers(state);
}

export const actuator = (place: Place): Actuator<CategorySpec> => ({
  async create({ name, mark }) {
    const { id } = await place.discord.change<APIChannel>("POST", Routes.guildChannels(place.guildId), {
      body: { name, type: ChannelType.GuildCategory, permission_overwrites: bornWith(place) },
      reason: `Muster ${mark}`,
    });
    return externalId(id);
  },
  async update(id, { spec: { name, mark }, differences }) {
    await restorePrivacy(place, id, differences);
    if (differences.some(({ field }) => field === "name"))
      await place.discord.change("PATCH", Routes.channel(id), { body: { name }, reason: `Muster ${mark}` });
  },
  async delete(id) {
    await place.discord.change("DELETE", Routes.channel(id), { reason: "Muster removes a double" });
  },
});
