import { Routes, type APIChannel, type APIMessage } from "discord-api-types/v10";
import type { BriefLetter, PersonBrief } from "@muster/domain/brief";
import { STOP_WRITING_CODES, type OutcomeReport, type Report } from "@muster/domain/report";
import type { Courier } from "./courier.ts";
import { keyMarkedIn, markOf } from "./mark.ts";
import type { Discord } from "./rest.ts";
import { directMessage } from "./texts.ts";
import { judge, wireTrouble } from "./troubles.ts";

interface Writing {
  discord: Discord;
  courier: Courier;
  tell: (report: Report) => Promise<void>;
}

type Fate = Pick<OutcomeReport, "action" | "result" | "id" | "trouble">;

/**
 * A person's round: what they asked to be told, each once, in the order it happened. Discord's objection to writing at all
 * ends it at once; the server takes another way.
 */
export async function writeTo(brief: PersonBrief, writing: Writing): Promise<void> {
  for (const letter of brief.letters) {
    const fate = await deliver(brief, letter, writing);
    const { round, epoch } = brief;
    const said = { kind: "message", key: letter.key, label: labelOf(letter) } as const;
    await writing.tell({ round, epoch, phase: "outcome", ...said, ...fate });
    if (fate.trouble && STOP_WRITING_CODES.has(fate.trouble.code)) return;
  }
}

const labelOf = ({ subject }: BriefLetter): string => [...subject].slice(0, 200).join("");

async function deliver(brief: PersonBrief, letter: BriefLetter, writing: Writing): Promise<Fate> {
  const { key } = letter;
  const remembered = brief.remembered.find((one) => one.key === key);
  if (remembered) return { action: "keep", result: "done", id: remembered.id };
  try {
    const channel = await conversationWith(brief, writing);
    if (brief.pending.some((intent) => intent.key === key)) {
      const said = await saidBefore(brief, { key, channel }, writing.discord);
      if (said) return { action: "keep", result: "done", id: said };
    }
    const { round, epoch } = brief;
    await writing.tell({ round, epoch, phase: "began", kind: "message", key });
    const { id } = await writing.discord.change<APIMessage>("POST", Routes.channelMessages(channel), {
      body: { ...directMessage(letter, markOf(brief.installation, key)), nonce: letter.nonce, enforce_nonce: true },
    });
    return { action: "create", result: "done", id };
  } catch (error) {
    return refusedOr(error);
  }
}

/** Discord gives the same conversation again; opening one is what it counts, so that each waits its turn. */
async function conversationWith({ discordId }: PersonBrief, { discord, courier }: Writing): Promise<string> {
  await courier.turn();
  const body = { recipient_id: discordId };
  const { id } = await discord.change<APIChannel>("POST", Routes.userChannels(), { body });
  return id;
}

/** The answer to an earlier try never came: the conversation itself is the witness (NO-1, NO-2). */
async function saidBefore(
  { installation }: PersonBrief,
  { key, channel }: { key: string; channel: string },
  discord: Discord,
): Promise<string | undefined> {
  const messages = await discord.ask<APIMessage[]>(Routes.channelMessages(channel), { limit: "100" });
  return messages.find(({ embeds }) => keyMarkedIn(embeds[0]?.footer?.text, installation) === key)?.id;
}

/** Somebody who is not there is as final here as one who does not want to be written to. */
function refusedOr(error: unknown): Fate {
  if (error instanceof Error && error.name === "ServerSilent") throw error;
  const { result, trouble } = judge(error);
  return { action: "create", result: result === "ambiguous" ? "ambiguous" : "failed", trouble: wireTrouble(trouble) };
}
