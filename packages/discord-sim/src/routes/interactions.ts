import { messageKeys, type MessageBody } from "../bodies.ts";
import { type Bench, type Call, nothing, ok, type Reply, type Route } from "../call.ts";
import { addMessage, editMessage, removeMessage } from "../change-message.ts";
import { anything, closed, fill, flag, form, listOf, oneOf, orNull, text } from "../form.ts";
import type { Message } from "../guild.ts";
import type { Interaction } from "../interactions.ts";
import { composed, isEphemeral, judgeContent, mentionsOf } from "../message-content.ts";
import { webhookMessage } from "../bodies.ts";
import { invalid, unknown } from "../refusal.ts";
import { messageReply } from "../replies.ts";
import { edited } from "./messages.ts";

const HOOK = "/webhooks/:webhook/:token";
export const interactionRoutes: Route[] = [
  {
    method: "POST",
    path: "/interactions/:interaction/:token/callback",
    operation: "interaction.answer",
    asks: "anybody",
    handle: answer,
  },
  { method: "POST", path: HOOK, operation: "follow-up.create", asks: "anybody", handle: followUp },
  { method: "GET", path: `${HOOK}/messages/:message`, operation: "follow-up.get", asks: "anybody", handle: get },
  { method: "PATCH", path: `${HOOK}/messages/:message`, operation: "follow-up.edit", asks: "anybody", handle: edit },
  {
    method: "DELETE",
    path: `${HOOK}/messages/:message`,
    operation: "follow-up.delete",
    asks: "anybody",
    handle: remove,
  },
];

const LOADING = 1 << 7;
const MESSAGE = 4;
const DEFERRED = 5;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const CHOICES = 8;
const MODAL = 9;

const envelope = form<{ type: number; data?: unknown }>(
  closed({ type: oneOf(1, 4, 5, 6, 7, 8, 9, 10, 12), data: anything }, ["type"]),
);
const words = form<MessageBody>(closed(messageKeys));
const choice = closed(
  { name: text(1, 100), name_localizations: anything, value: { anyOf: [text(0, 100), { type: "number" }] } },
  ["name", "value"],
);
const choices = form<{ choices: { name: string; value: string | number }[] }>(
  closed({ choices: orNull(listOf(choice, 25)) }, ["choices"]),
);
const modal = form<object>(
  closed(
    {
      custom_id: text(1, 100),
      title: text(1, 45),
      components: listOf({ type: "object" }, 5),
      flags: anything,
      ephemeral: flag,
    },
    ["custom_id", "title", "components"],
  ),
);

/** The first answer. A deferral cannot answer autocomplete, and choices answer nothing else. */
function answer(bench: Bench, call: Call): Reply {
  const { interactions } = bench;
  const body = fill(envelope, call.body);
  const interaction = interactions.toAcknowledge(call.params["interaction"] ?? "", call.params["token"] ?? "");
  if ((body.type === CHOICES) !== (interaction.kind === "autocomplete"))
    throw invalid(
      ["type"],
      "INTERACTION_APPLICATION_COMMAND_CALLBACK_TYPE",
      "This kind of answer does not fit the interaction.",
    );
  const message = acknowledge(bench, interaction, body);
  if (call.query.get("with_response") !== "true") return nothing;
  const facts = {
    id: interaction.id,
    type: interaction.kind === "component" ? 3 : 2,
    response_message_id: message?.id ?? null,
  };
  const resource = { type: body.type, ...(message && { message: messageReply(bench.world.state, message) }) };
  return ok({
    interaction: {
      ...facts,
      response_message_loading: body.type === DEFERRED,
      response_message_ephemeral: message ? isEphemeral(message) : false,
    },
    resource,
  });
}

function acknowledge(
  bench: Bench,
  interaction: Interaction,
  { type, data }: { type: number; data?: unknown },
): Message | null {
  const { interactions } = bench;
  if (type === CHOICES) {
    const list = fill(choices, data).choices ?? [];
    interaction.acknowledged = true;
    interactions.note(interaction, { did: "choices", choices: list });
    return null;
  }
  if (type === MODAL) {
    fill(modal, data);
    interaction.acknowledged = true;
    interactions.note(interaction, { did: "modal" });
    return null;
  }
  if (type === DEFERRED_UPDATE || type === UPDATE) return update(bench, interaction, { type, data });
  const body = fill(words, data);
  if (type === MESSAGE) judgeContent(body);
  const message = said(bench, interaction, body);
  if (type === DEFERRED) message.flags |= LOADING;
  interaction.acknowledged = true;
  interaction.deferred = type === DEFERRED;
  interaction.originalId = message.id;
  keep(bench, message);
  noteMessage(bench, interaction, { did: type === DEFERRED ? "deferred" : "message", message });
  return message;
}

/** A button's answer: the message it stands under changes, now or later. */
function update(
  bench: Bench,
  interaction: Interaction,
  { type, data }: { type: number; data?: unknown },
): Message | null {
  const before = interaction.originalId ? bench.world.state.messages.get(interaction.originalId) : undefined;
  if (!before) throw unknown("message");
  const body = fill(words, data);
  if (type === UPDATE) judgeContent(body, before);
  interaction.acknowledged = true;
  const after = type === UPDATE ? edited(bench, body, before) : before;
  if (type === UPDATE) editMessage(bench.world, { by: bench.botId, reason: null }, after);
  noteMessage(bench, interaction, { did: type === UPDATE ? "update" : "deferred", message: after });
  return after;
}

function said({ world, botId }: Bench, interaction: Interaction, body: MessageBody): Message {
  const facts = {
    id: world.nextId(),
    channel_id: interaction.channelId,
    author_id: botId,
    ...mentionsOf(world.state, body, false),
  };
  return composed(body, facts, { id: interaction.id, name: interaction.name, user_id: interaction.userId });
}

const keep = ({ world }: Bench, message: Message): Message => addMessage(world, message);

function noteMessage(
  { interactions }: Bench,
  interaction: Interaction,
  { did, message }: { did: "deferred" | "message" | "edit" | "follow-up" | "update"; message: Message },
): void {
  const { id, content, embeds, components } = message;
  interactions.note(interaction, { did, messageId: id, ephemeral: isEphemeral(message), content, embeds, components });
}

function hook(bench: Bench, { params }: Call): Interaction {
  if (params["webhook"] !== bench.botId) throw unknown("webhook");
  return bench.interactions.byToken(params["token"] ?? "");
}

function ofHook(bench: Bench, call: Call): { interaction: Interaction; message: Message } {
  const interaction = hook(bench, call);
  const wanted = call.params["message"] === "@original" ? interaction.originalId : call.params["message"];
  const message = bench.world.state.messages.get(wanted ?? "");
  const ours = message && (message.interaction?.id === interaction.id || message.id === interaction.originalId);
  if (!ours) throw unknown("message");
  return { interaction, message };
}

function followUp(bench: Bench, call: Call): Reply {
  const interaction = hook(bench, call);
  const body = fill(webhookMessage, call.body);
  judgeContent(body);
  const message = keep(bench, said(bench, interaction, body));
  noteMessage(bench, interaction, { did: "follow-up", message });
  return ok(messageReply(bench.world.state, message));
}

function get(bench: Bench, call: Call): Reply {
  return ok(messageReply(bench.world.state, ofHook(bench, call).message));
}

function edit(bench: Bench, call: Call): Reply {
  const { interaction, message } = ofHook(bench, call);
  const body = fill(webhookMessage, call.body);
  judgeContent(body, message);
  const after = { ...edited(bench, body, message), flags: message.flags & ~LOADING };
  editMessage(bench.world, { by: bench.botId, reason: null }, after);
  noteMessage(bench, interaction, { did: "edit", message: after });
  return ok(messageReply(bench.world.state, after));
}

function remove(bench: Bench, call: Call): Reply {
  const { interaction, message } = ofHook(bench, call);
  removeMessage(bench.world, { by: bench.botId, reason: null }, message);
  bench.interactions.note(interaction, { did: "delete", messageId: message.id });
  return nothing;
}
