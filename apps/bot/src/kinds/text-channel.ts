import { ChannelType } from "discord-api-types/v10";
import type { Difference } from "@muster/reconcile/kind";
import { withMark } from "../mark.ts";
import { sameName } from "../names.ts";
import type { Place } from "./place.ts";
import * as room from "./room.ts";

export type TextChannelSpec = room.RoomSpec;
export interface TextChannelState extends room.RoomState {
  topic: string | null;
}

/** The mark at the end of the topic is put back when somebody took it away; what else stands there is theirs (RE-24). */
export function* differ(spec: TextChannelSpec, state: TextChannelState): Iterable<Difference> {
  const name = sameName(spec.name, state.name) ? spec.name : state.name;
  yield* room.differ(spec, { ...state, name });
  if (!(state.topic ?? "").includes(spec.mark))
    yield { field: "mark", from: state.topic ?? "", to: withMark(state.topic ?? "", spec.mark, 1024) };
}

export const actuator = (place: Place) => room.actuator<TextChannelSpec>(place, ChannelType.GuildText);
