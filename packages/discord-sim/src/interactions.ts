import { createHash } from "node:crypto";
import { Refused, unknown } from "./refusal.ts";

/** One answer to an interaction, in the order they came. */
export type Answer = {
  at: string;
  did: "deferred" | "message" | "edit" | "follow-up" | "delete" | "choices" | "modal" | "update";
  messageId: string | null;
  ephemeral: boolean;
  content: string | null;
  embeds: object[];
  components: object[];
  choices: { name: string; value: string | number }[];
};

export type Interaction = {
  id: string;
  kind: "command" | "autocomplete" | "component";
  name: string;
  userId: string;
  channelId: string;
  openedAt: number;
  acknowledged: boolean;
  deferred: boolean;
  originalId: string | null;
  answers: Answer[];
};

export type Interactions = {
  /** A new one, and the token that only the application is told. */
  open: (facts: Pick<Interaction, "id" | "kind" | "name" | "userId" | "channelId">) => {
    interaction: Interaction;
    token: string;
  };
  all: () => Interaction[];
  find: (id: string) => Interaction | undefined;
  /** For the first answer: 10062 after three seconds or with a wrong token, 40060 the second time. */
  toAcknowledge: (id: string, token: string) => Interaction;
  /** For edits and follow-ups: 10015 for an unknown token, 50027 after fifteen minutes. */
  byToken: (token: string) => Interaction;
  note: (interaction: Interaction, answer: Partial<Answer> & Pick<Answer, "did">) => void;
  /** Resolves at the next answer to this interaction. */
  nextAnswer: (id: string) => Promise<void>;
};

const FIRST_ANSWER_MS = 3000;
const TOKEN_LIFE_MS = 15 * 60_000;
const KEPT = 500;

/** Interactions live in memory only: after a restart their tokens are void, as they are after fifteen minutes. */
export function makeInteractions(clock: () => number, secret: string): Interactions {
  const known = new Map<string, Interaction>();
  const waiting = new Map<string, (() => void)[]>();
  const tokenOf = (id: string): string => createHash("sha256").update(`${secret}:${id}`).digest("base64url");
  const find = (id: string): Interaction | undefined => known.get(id);

  return {
    open: (facts) => {
      const interaction = {
        ...facts,
        openedAt: clock(),
        acknowledged: false,
        deferred: false,
        originalId: null,
        answers: [],
      };
      known.set(facts.id, interaction);
      const oldest = known.keys().next().value;
      if (known.size > KEPT && oldest) known.delete(oldest);
      return { interaction, token: tokenOf(facts.id) };
    },
    all: () => [...known.values()],
    find,
    toAcknowledge: (id, token) => {
      const interaction = find(id);
      if (!interaction || tokenOf(id) !== token) throw unknown("interaction");
      if (interaction.acknowledged) throw new Refused(400, 40060, "Interaction has already been acknowledged.");
      if (clock() > interaction.openedAt + FIRST_ANSWER_MS) throw unknown("interaction");
      return interaction;
    },
    byToken: (token) => {
      const interaction = [...known.values()].find(({ id }) => tokenOf(id) === token);
      if (!interaction) throw unknown("webhook");
      if (clock() > interaction.openedAt + TOKEN_LIFE_MS) throw new Refused(401, 50027, "Invalid Webhook Token");
      if (!interaction.acknowledged) throw unknown("webhook");
      return interaction;
    },
    note: (interaction, answer) => {
      const blank = { messageId: null, ephemeral: false, content: null, embeds: [], components: [], choices: [] };
      interaction.answers.push({ ...blank, ...answer, at: new Date(clock()).toISOString() });
      for (const wake of waiting.get(interaction.id)?.splice(0) ?? []) wake();
    },
    nextAnswer: (id) => new Promise((resolve) => void waiting.set(id, [...(waiting.get(id) ?? []), resolve])),
  };
}
