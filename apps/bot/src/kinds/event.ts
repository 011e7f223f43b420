import {
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  Routes,
  type APIGuildScheduledEvent,
} from "discord-api-types/v10";
import type { Actuator, Resolve } from "@muster/reconcile/apply";
import { changed } from "@muster/reconcile/differs";
import { externalId, type Difference, type Key } from "@muster/reconcile/kind";
import type { Place } from "./place.ts";

/** One meeting, shown in the group's own voice channel, so that only the group sees it. */
export interface EventSpec {
  label: string;
  name: string;
  description: string;
  startsAt: Date;
  endsAt: Date;
  voiceKey: Key;
  mark: string;
}
export interface EventState {
  label: string;
  name: string;
  description: string;
  startsAt: Date;
  endsAt: Date | undefined;
  /** Undefined while the voice channel itself cannot be seen. */
  inVoice: boolean | undefined;
  /** Somebody has begun it: it is as it should be, whatever we would have asked for. */
  isUnderWay: boolean;
}

export function* differ(spec: EventSpec, state: EventState): Iterable<Difference> {
  if (state.isUnderWay) return;
  yield* changed("name", state.name, spec.name);
  yield* changed("start", state.startsAt.toISOString(), spec.startsAt.toISOString());
  yield* changed("end", state.endsAt?.toISOString(), spec.endsAt.toISOString());
  yield* changed("description", state.description, spec.description);
  if (state.inVoice === false) yield { field: "channel", from: "elsewhere", to: "the group's voice channel" };
}

export const actuator = (place: Place): Actuator<EventSpec> => ({
  async create(spec, resolve) {
    const { id } = await place.discord.change<APIGuildScheduledEvent>(
      "POST",
      Routes.guildScheduledEvents(place.guildId),
      {
        body: bodyOf(spec, resolve),
        reason: `Muster ${spec.mark}`,
      },
    );
    return externalId(id);
  },
  async update(id, { spec }, resolve) {
    await place.discord.change("PATCH", Routes.guildScheduledEvent(place.guildId, id), {
      body: bodyOf(spec, resolve),
      reason: `Muster ${spec.mark}`,
    });
  },
  async delete(id) {
    await place.discord.change("DELETE", Routes.guildScheduledEvent(place.guildId, id), {
      reason: "Muster: this meeting is not held",
    });
  },
});

const bodyOf = ({ name, description, startsAt, endsAt, voiceKey }: EventSpec, resolve: Resolve) => ({
  name,
  description,
  scheduled_start_time: startsAt.toISOString(),
  scheduled_end_time: endsAt.toISOString(),
  channel_id: resolve(voiceKey),
  entity_type: GuildScheduledEventEntityType.Voice,
  privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
});
