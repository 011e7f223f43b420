import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { describe, expect, test } from "vitest";
import { aPlace, ANN, BEN, contractPath, hasContract, type Place, privateFor } from "../testing/place.ts";

type Node = Record<string, unknown>;
type Described = { paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>> };

/** Makes Discord's description judge answers: unions are "any of", since its variants overlap; empty enums go. */
function soften(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  for (const child of Object.values(node)) soften(child);
  const schema = node as Node;
  if (Array.isArray(schema["enum"]) && schema["enum"].length === 0) delete schema["enum"];
  if (!Array.isArray(schema["oneOf"]) || schema["anyOf"]) return;
  schema["anyOf"] = schema["oneOf"];
  delete schema["oneOf"];
}

function reader(): (method: string, template: string, status: number, body: unknown) => string[] {
  const document = JSON.parse(readFileSync(contractPath, "utf8")) as Described;
  soften(document);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormatsModule as unknown as (ajv: Ajv2020) => void)(ajv);
  for (const format of ["int32", "int64", "float", "double", "nonce", "binary", "snowflake"])
    ajv.addFormat(format, true);
  ajv.addSchema({ $id: "d", ...document });
  const escaped = (key: string): string => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
  return (method, template, status, body) => {
    const described = document.paths[template]?.[method]?.responses[status];
    if (!described) return [`Discord does not answer ${status}`];
    if (!described.content) return body === undefined ? [] : ["Discord sends no body"];
    const validate = ajv.compile({
      $ref: `d#/paths/${escaped(template)}/${method}/responses/${status}/content/application~1json/schema`,
    });
    validate(JSON.parse(JSON.stringify(body)));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

// an independent eye on our answers: the same client code must be able to read the real ones
describe.runIf(hasContract)("every answer has the form Discord describes", () => {
  test("from the guild and its channels to messages, events, commands and invites", async () => {
    await using place = await aPlace();
    const judge = reader();
    const wrong: string[] = [];
    const go = async <T = { id: string; code: string }>(call: string, template: string, body?: unknown): Promise<T> => {
      const [method = "", path = ""] = call.split(" ");
      const answer = await place.sim.rest.answer({
        method,
        path,
        headers: { authorization: `Bot ${place.sim.token}` },
        body,
      });
      if ("break" in answer) throw new Error("The weather was fair.");
      wrong.push(
        ...judge(method.toLowerCase(), template, answer.status, answer.body).map((problem) => `${call}: ${problem}`),
      );
      return answer.body as T;
    };
    await walk(place, go);
    expect(wrong).toEqual([]);
  });
});

type Go = <T = { id: string; code: string }>(call: string, template: string, body?: unknown) => Promise<T>;

async function walk(place: Place, go: Go): Promise<void> {
  const { guild, bot } = place;
  const ofGuild = "/guilds/{guild_id}";
  const make = (name: string, type: number, parent_id?: string) =>
    go(`POST /guilds/${guild}/channels`, `${ofGuild}/channels`, {
      name,
      type,
      permission_overwrites: privateFor(place, ANN),
      ...(parent_id && { parent_id }),
    });
  const category = await make("c", 4);
  const text = await make("t", 0, category.id);
  const voice = await make("v", 2, category.id);
  for (const rest of ["", "/channels", "/roles", "/audit-logs", "/scheduled-events"])
    await go(`GET /guilds/${guild}${rest}`, `${ofGuild}${rest}`);
  await go(`GET /guilds/${guild}/members?limit=9`, `${ofGuild}/members`);
  await go(`GET /guilds/${guild}/members/search?query=an`, `${ofGuild}/members/search`);
  await go(`GET /guilds/${guild}/members/${ANN}`, `${ofGuild}/members/{user_id}`);
  for (const path of [
    "/users/@me",
    "/users/@me/guilds",
    "/applications/@me",
    "/oauth2/applications/@me",
    "/gateway/bot",
    "/gateway",
  ])
    await go(`GET ${path}`, path);
  await go(`PATCH /guilds/${guild}/channels`, `${ofGuild}/channels`, [{ id: text.id, position: 3 }]);
  for (const { id } of [category, text, voice]) await go(`GET /channels/${id}`, "/channels/{channel_id}");
  await go(`PATCH /channels/${text.id}`, "/channels/{channel_id}", { topic: "x" });
  const permission = "/channels/{channel_id}/permissions/{overwrite_id}";
  await go(`PUT /channels/${text.id}/permissions/${BEN}`, permission, { type: 1, allow: "1024", deny: "0" });
  await go(`DELETE /channels/${text.id}/permissions/${BEN}`, permission);
  const components = [{ type: 1, components: [{ type: 2, style: 1, label: "x", custom_id: "y" }] }];
  const message = await go(`POST /channels/${text.id}/messages`, "/channels/{channel_id}/messages", {
    content: `<@${ANN}>`,
    embeds: [{ title: "t", fields: [{ name: "a", value: "b" }] }],
    components,
  });
  const one = "/channels/{channel_id}/messages/{message_id}";
  await go(`PATCH /channels/${text.id}/messages/${message.id}`, one, { content: "z" });
  await go(`PUT /channels/${text.id}/messages/pins/${message.id}`, "/channels/{channel_id}/messages/pins/{message_id}");
  await go(`GET /channels/${text.id}/messages/pins`, "/channels/{channel_id}/messages/pins");
  await go(`GET /channels/${text.id}/messages`, "/channels/{channel_id}/messages");
  const scheduled_start_time = new Date(place.sim.world.clock() + 86_400_000).toISOString();
  const event = await go(`POST /guilds/${guild}/scheduled-events`, `${ofGuild}/scheduled-events`, {
    name: "e",
    privacy_level: 2,
    entity_type: 2,
    channel_id: voice.id,
    scheduled_start_time,
  });
  const ofEvent = `${ofGuild}/scheduled-events/{guild_scheduled_event_id}`;
  await place.wish("/hand", { do: "interest", eventId: event.id, userId: ANN, interested: true });
  await go(`GET /guilds/${guild}/scheduled-events/${event.id}?with_user_count=true`, ofEvent);
  await go(`GET /guilds/${guild}/scheduled-events/${event.id}/users?with_member=true`, `${ofEvent}/users`);
  await go(`PATCH /guilds/${guild}/scheduled-events/${event.id}`, ofEvent, { name: "f" });
  const options = [{ type: 4, name: "c", description: "d", required: true, autocomplete: true }];
  for (const [method, body] of [
    ["PUT", [{ name: "a", description: "b", options }]],
    ["GET", undefined],
  ] as const)
    await go(
      `${method} /applications/${bot}/guilds/${guild}/commands`,
      "/applications/{application_id}/guilds/{guild_id}/commands",
      body,
    );
  await go("POST /users/@me/channels", "/users/@me/channels", { recipient_id: ANN });
  const { id: open } = place.sim.snapshot().channels[0] ?? { id: "" };
  const invite = await go(`POST /channels/${open}/invites`, "/channels/{channel_id}/invites", { max_age: 0 });
  await go(`GET /invites/${invite.code}`, "/invites/{code}");
  const { interaction, token } = place.sim.parts.bench.interactions.open({
    id: place.sim.world.nextId(),
    kind: "command",
    name: "a",
    userId: ANN,
    channelId: text.id,
  });
  await go(
    `POST /interactions/${interaction.id}/${token}/callback?with_response=true`,
    "/interactions/{interaction_id}/{interaction_token}/callback",
    { type: 4, data: { content: "x" } },
  );
  const hook = "/webhooks/{webhook_id}/{webhook_token}";
  await go(`POST /webhooks/${bot}/${token}?wait=true`, hook, { content: "y" });
  for (const [method, body] of [
    ["PATCH", { content: "x" }],
    ["GET", undefined],
    ["DELETE", undefined],
  ] as const)
    await go(`${method} /webhooks/${bot}/${token}/messages/@original`, `${hook}/messages/@original`, body);
  await go(`DELETE /guilds/${guild}/scheduled-events/${event.id}`, ofEvent);
  await go(`DELETE /channels/${text.id}/messages/${message.id}`, one);
  await go(`DELETE /channels/${text.id}`, "/channels/{channel_id}");
}
