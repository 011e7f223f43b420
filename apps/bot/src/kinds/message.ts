import { Routes, type APIMessage } from "discord-api-types/v10";
import type { Actuator } from "@muster/reconcile/apply";
import { externalId, type Key } from "@muster/reconcile/kind";
import type { Said } from "../texts.ts";
import type { Place } from "./place.ts";

/** Something people are told in their channel, once. */
export interface MessageSpec {
  label: string;
  textKey: Key;
  nonce: string;
  said: Said;
}
export interface MessageState {
  label: string;
}

/** What was said was said: there is nothing to change about it. */
export function* differ(): Iterable<never> {}

export const actuator = (place: Place): Actuator<MessageSpec> => ({
  async create({ textKey, nonce, said }, resolve) {
    const { id } = await place.discord.change<APIMessage>("POST", Routes.channelMessages(resolve(textKey)), {
      body: { ...said, nonce, enforce_nonce: true },
    });
    return externalId(id);
  },
  update: async () => {},
  delete: async () => {},
});
