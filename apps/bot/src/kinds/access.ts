import { OverwriteType, Routes } from "discord-api-types/v10";
import type { Actuator } from "@muster/reconcile/apply";
import { changed } from "@muster/reconcile/differs";
import { externalId, type Key } from "@muster/reconcile/kind";
import type { Place } from "./place.ts";
import { putOverwrite } from "./privacy.ts";

/** One person's sight of one channel: exactly this, no more and no less. */
export interface AccessSpec {
  label: string;
  discordId: string;
  channelKey: Key;
  allow: bigint;
}
export interface AccessState {
  label: string;
  allow: bigint;
  deny: bigint;
  /** Whose it is: a person of the guild, a person who has left it, or a role somebody let in by hand. */
  whose: "person" | "departed" | "role";
  discordId: string;
}

export function* differ(spec: AccessSpec, state: AccessState) {
  yield* changed("permissions", `${state.allow}/${state.deny}`, `${spec.allow}/0`);
}

export const actuator = (place: Place): Actuator<AccessSpec> => {
  const grant = async (channel: string, { discordId, allow }: AccessSpec) => {
    await putOverwrite(place, channel, { id: discordId, type: OverwriteType.Member, allow: String(allow), deny: "0" });
    return externalId(`${channel}/${discordId}`);
  };
  return {
    create: (spec, resolve) => grant(resolve(spec.channelKey), spec),
    update: async (_id, { spec }, resolve) => void (await grant(resolve(spec.channelKey), spec)),
    async delete(id) {
      const [channel, whose] = id.split("/") as [string, string];
      await place.discord.change("DELETE", Routes.channelPermission(channel, whose), {
        reason: `Muster keeps access in step (${place.installation})`,
      });
    },
  };
};
