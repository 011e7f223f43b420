import { Routes, type APIMessage } from "discord-api-types/v10";
import type { Actuator, Resolve } from "@muster/reconcile/apply";
import { changed } from "@muster/reconcile/differs";
import { externalId, type Difference, type Key } from "@muster/reconcile/kind";
import type { Said } from "../texts.ts";
import { judge } from "../troubles.ts";
import type { Place } from "./place.ts";

/** One message for the whole life of a group, edited rather than repeated. */
export interface WelcomeSpec {
  label: string;
  textKey: Key;
  /** The first meeting's event, linked when it stands; the message does not wait for it (C34). */
  eventKey: Key | undefined;
  /** The event's id where it is already known. */
  eventId: string | undefined;
  /** A short mark of everything the message says apart from that link. */
  digest: string;
  /** Discord posts one message per nonce within a few minutes. */
  nonce: string;
  say: (eventUrl: string | undefined) => Said;
  /** The bot may pin: it stays at hand however much is said after it (DC-12). */
  pin: boolean;
}
export interface WelcomeState {
  label: string;
  digest: string | undefined;
  eventId: string | undefined;
  channelId: string;
  pinned: boolean;
}

export function* differ(spec: WelcomeSpec, state: WelcomeState): Iterable<Difference> {
  yield* changed("text", state.digest, spec.digest);
  if (spec.eventId !== undefined) yield* changed("link to the first meeting", state.eventId, spec.eventId);
  if (spec.pin) yield* changed("pinned", state.pinned, true);
}

export const actuator = (place: Place): Actuator<WelcomeSpec> => {
  const said = (spec: WelcomeSpec, resolve: Resolve) => {
    const event = spec.eventId ?? (spec.eventKey && attempt(resolve, spec.eventKey));
    return spec.say(event && `https://discord.com/events/${place.guildId}/${event}`);
  };
  return {
    async create(spec, resolve) {
      const channel = resolve(spec.textKey);
      const { id } = await place.discord.change<APIMessage>("POST", Routes.channelMessages(channel), {
        body: { ...said(spec, resolve), nonce: spec.nonce, enforce_nonce: true },
      });
      if (spec.pin) await pinned(place, channel, id);
      return externalId(id);
    },
    async update(id, { spec, differences }, resolve) {
      const channel = resolve(spec.textKey);
      if (differences.some(({ field }) => field !== "pinned"))
        await place.discord.change("PATCH", Routes.channelMessage(channel, id), { body: said(spec, resolve) });
      if (differences.some(({ field }) => field === "pinned")) await pinned(place, channel, id);
    },
    // Never wanted away: an ended group keeps what was said in it.
    delete: async () => {},
  };
};

/** A pin is a kindness: where it fails the welcome still stands, and the next look tries again. */
async function pinned({ discord, installation }: Place, channel: string, id: string): Promise<void> {
  const reason = `Muster keeps the welcome at hand (${installation})`;
  try {
    await discord.change("PUT", Routes.channelMessagesPin(channel, id), { reason });
  } catch (error) {
    judge(error);
  }
}

function attempt(resolve: Resolve, key: Key): string | undefined {
  try {
    return resolve(key);
  } catch {
    return undefined;
  }
}
