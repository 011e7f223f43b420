import { TOPIC_NAMES, TOPICS, type MessageKind, type Topic } from "@muster/domain/message-kind";
import type { House } from "../house.ts";
import { linkSeal } from "../sealed-link.ts";

/** A letter is read years later by nobody: so long its link can switch off others like it. */
const GOOD_FOR_MS = 365 * 86_400_000;

const seals = Object.fromEntries(
  TOPIC_NAMES.map((topic) => [topic, linkSeal(`muster/unsubscribe/${topic}/1`)]),
) as Record<Topic, ReturnType<typeof linkSeal>>;

/** Whose letters about what a link switches off, and on again. */
export interface Unsubscribing {
  personId: number;
  topic: Topic;
}

const topicOf = (kind: MessageKind): Topic | undefined =>
  TOPIC_NAMES.find((topic) => TOPICS[topic].some((one: MessageKind) => one === kind));

/** The address in a letter's head and foot; undefined for kinds that are told by mail whatever is chosen (EM-3). */
export function unsubscribeUrl(
  { config, clock }: Pick<House, "config" | "clock">,
  { kind, personId }: { kind: MessageKind; personId: number },
): string | undefined {
  const topic = topicOf(kind);
  if (!topic) return undefined;
  const until = new Date(clock().getTime() + GOOD_FOR_MS);
  return `${config.appUrl}/unsubscribe/${seals[topic].write(config.serviceTokens[0]!, { id: personId, until })}`;
}

/** What a token says, if we have signed it and not too long ago. */
export function readUnsubscribe(
  { config, clock }: Pick<House, "config" | "clock">,
  token: string,
): Unsubscribing | null {
  for (const topic of TOPIC_NAMES) {
    const link = seals[topic].read(config.serviceTokens, token);
    if (link) return link.until > clock() ? { personId: link.id, topic } : null;
  }
  return null;
}
