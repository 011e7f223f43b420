import { DiscordAPIError, HTTPError, RateLimitError } from "@discordjs/rest";
import type { Trouble as Wire } from "@muster/domain/report";
import type { Trouble, TroubleSort, Verdict } from "@muster/reconcile/trouble";
import { HeldBack } from "./breaker.ts";
import { neverSent, NoAnswer, TokenRefused } from "./rest.ts";

interface Known {
  sort: TroubleSort;
  what: string;
  remedy?: string;
  result?: Verdict["result"];
}

const passing = (what: string): Known => ({ sort: "passing", what });
const person = (what: string, remedy: string): Known => ({ sort: "needs_person", what, remedy });
const gone = (what: string): Known => ({ sort: "passing", what, result: "gone" });
const absent = (what: string): Known => ({ sort: "passing", what, result: "waiting" });
const ours = (what: string): Known => ({ sort: "ours", what });

const MAKE_ROOM = "Remove some that are no longer needed, then ask again.";
const GIVE_PERMISSION = "Give the bot's role the missing permission in the server settings.";

/** Every answer of Discord we know by number: whether it passes, who can end it, and what to do. */
export const KNOWN: Readonly<Record<number, Known>> = {
  10003: gone("The channel is not there any more"),
  10004: person("The bot is not in this Discord server", "Invite the bot to the server again."),
  10007: absent("not in the Discord server yet"),
  10008: gone("The message is not there any more"),
  10009: gone("The access was already taken away"),
  10011: gone("The role is not there any more"),
  10013: absent("Discord does not know this account"),
  10015: gone("The webhook is not there any more"),
  10062: ours("The answer to a command came too late"),
  10063: gone("The command is not there any more"),
  10070: gone("The event is not there any more"),
  20026: person(
    "Discord has flagged the bot as sending too many direct messages",
    "Appeal in Discord's developer portal; messages go by mail and channel meanwhile.",
  ),
  20028: passing("Discord asks us to write more slowly in this channel"),
  20029: passing("Discord asks us to write more slowly in this server"),
  20031: person("The name holds a word Discord does not allow", "Rename the group or cohort."),
  30003: person("The channel has as many pinned messages as Discord allows", "Unpin one."),
  30005: person("The server has as many roles as Discord allows (250)", MAKE_ROOM),
  30013: person("The server has as many channels as Discord allows (500)", MAKE_ROOM),
  30016: person("The server has as many invites as Discord allows", MAKE_ROOM),
  30032: person("There are as many commands as Discord allows", MAKE_ROOM),
  30034: passing("Discord allows no more command changes today"),
  30038: passing("The server has as many planned events as Discord allows (100)"),
  30060: person("The channel has as many access rules as Discord allows", MAKE_ROOM),
  30061: person("The server's channels are larger than Discord allows", MAKE_ROOM),
  40001: person("Discord does not accept the bot's token", "Check DISCORD_BOT_TOKEN."),
  40003: passing("Discord asks us to open direct messages more slowly"),
  40005: ours("The request was too large"),
  40007: person("This person is banned from the Discord server", "Lift the ban or remove the person from the group."),
  40009: ours("Several channels were moved at once"),
  40060: ours("The command was already answered"),
  40062: passing("Discord is busy"),
  50001: person("The bot cannot see this channel", "Give the bot access to it, or remove the channel."),
  50003: ours("Not possible in a direct message"),
  50005: ours("The message is somebody else's"),
  50006: ours("The message was empty"),
  50007: person("This person does not accept direct messages", "They are told by mail and in the channel."),
  50013: person("The bot lacks a permission", GIVE_PERMISSION),
  50024: ours("The channel is of another type"),
  50027: ours("The command's answer window is over"),
  50033: ours("The recipients are not valid"),
  50035: ours("Discord could not read the request"),
  50055: ours("The server is not valid"),
  50074: person("The channel is needed by the server's community settings", "Choose another channel there first."),
  50278: person("The bot shares no server with this person", "They are told by mail and when they join."),
  60003: person("The server asks for two-factor authentication", "Switch it on for the bot's owner."),
  130000: passing("Discord is overloaded"),
  180000: gone("The event is over"),
  200000: person("The server's moderation filter refused the text", "Rename the group or allow the word."),
  240000: person("The server's link filter refused the text", "Allow the link in the server's settings."),
};

/** What an error of Discord means for the step that met it. Whatever is unknown passes. */
export function judge(error: unknown): Verdict {
  if (error instanceof NotOurTurn) throw error;
  if (error instanceof CategoryFull)
    return failed(passing("The category holds as many channels as Discord allows (50)"), "category_full");
  if (error instanceof TokenRefused) return failed(KNOWN[40001]!, "401");
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.ceil(Math.max(error.retryAfter, error.timeToReset));
    const { result, trouble } = failed(passing("Discord asks us to wait"), "rate_limited");
    return { result, trouble: { ...trouble, retryAfterMs } };
  }
  if (error instanceof HeldBack) {
    const { result, trouble } = failed(passing(error.message), error.word);
    return { result, trouble: { ...trouble, retryAfterMs: error.retryAfterMs } };
  }
  if (error instanceof NoAnswer) return noAnswer(error);
  if (error instanceof DiscordAPIError) return refusal(error);
  if (error instanceof HTTPError) return failed(passing(`Discord answered ${error.status}`), `http_${error.status}`);
  if (neverSent(error)) return failed(passing("Discord cannot be reached"), "network");
  return failed(passing(error instanceof Error ? error.message : String(error)), "unknown");
}

/** This process may not act any more: the round ends here, it is nobody's trouble. */
export class NotOurTurn extends Error {
  override name = "NotOurTurn";
}

/** Seen before asking, or said by Discord when asked: no further channel fits in here (RE-7). */
export class CategoryFull extends Error {
  override name = "CategoryFull";
}

const failed = ({ sort, what, remedy, result = "failed" }: Known, code: string): Verdict => ({
  result,
  trouble: { sort, code, message: what, ...(remedy === undefined ? {} : { remedy }) },
});

/** A question can simply be asked again. Anything else may have happened, or may yet: look before it counts as settled. */
function noAnswer(error: NoAnswer): Verdict {
  const { trouble } = failed(
    passing(error.message),
    error.cause instanceof Error && error.cause.name === "AbortError" ? "timeout" : "no_answer",
  );
  return { result: error.method === "GET" ? "failed" : "ambiguous", trouble };
}

function refusal(error: DiscordAPIError): Verdict {
  const code = Number(error.code);
  if (code === 50035 && isParentFull(error)) return judge(new CategoryFull("full"));
  // Nobody's access can be written for a person who is not there; taking away what is gone is another matter.
  if (code === 10009 && error.method === "PUT") return failed(KNOWN[10007]!, "10007");
  const known = KNOWN[code] ?? byStatus(error);
  // A malformed request is ours to mend, so say where Discord stumbled.
  const what = known.sort === "ours" ? `${known.what}: ${error.message}` : known.what;
  return failed({ ...known, what }, String(error.code));
}

function byStatus({ status, message }: DiscordAPIError): Known {
  if (status === 401) return KNOWN[40001]!;
  if (status === 403) return person(`Discord does not allow this (${message})`, GIVE_PERMISSION);
  if (status === 404) return gone(`Discord does not know this (${message})`);
  return status === 400
    ? ours(`Discord refused the request (${message})`)
    : passing(`Discord answered ${status} (${message})`);
}

const isParentFull = ({ rawError }: DiscordAPIError): boolean =>
  JSON.stringify(rawError).includes("CHANNEL_PARENT_MAX_CHANNELS");

/** A trouble as the server keeps it: what happened and what to do, in one sentence or two. */
export function wireTrouble({ sort, code, message, remedy, retryAfterMs }: Trouble): Wire {
  const said = remedy === undefined ? message : `${message}. ${remedy}`;
  return {
    class: sort,
    code: code.slice(0, 64),
    message: [...said].slice(0, 500).join(""),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs: Math.ceil(retryAfterMs) }),
  };
}
