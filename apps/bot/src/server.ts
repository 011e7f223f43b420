import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  TRPCClientError,
} from "@trpc/client";
import { EventSource } from "eventsource";
import superjson from "superjson";
import type { Brief, PersonBrief } from "@muster/domain/brief";
import type { Role } from "@muster/domain/membership";
import type { BotHealth, Report, Settle } from "@muster/domain/report";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { Subject } from "@muster/domain/subject";
import type { SyncResult } from "@muster/domain/sync-result";
import type { AppRouter } from "@muster/server/router";
import { patiently } from "./patience.ts";

/** Who gives a command, as Discord says: the server trusts our token and judges itself. */
export interface Invocation {
  interactionId: string;
  invoker: { discordId: string; isAdministrator: boolean };
}

export interface Choice {
  id: number;
  label: string;
}

export interface ScheduleResult {
  cohortName: string;
  groupsCreated: number;
  usersGrouped: number;
  ungroupable: number;
  placement: number;
  groups: { name: string; memberCount: number; meetingTime: string }[];
  unplaced: { name: string; sentence: string; remedy: string | null }[];
  pageUrl: string;
}

export interface RunState {
  status: string;
  error: string | null;
  progress: {
    attemptsDone: number;
    attemptsTotal: number;
    placed: number;
    total: number;
    remainingMs: number | null;
  } | null;
}

export interface RealizeState {
  groups: { groupId: number; name: string; state: string; sentence: string }[];
  finished: boolean;
  counts: { processed: number; successful: number; failed: number; waiting: number };
  pageUrl: string;
}

/** What realizing a cohort would do. */
export interface PlanState {
  state: "looking" | "ready" | "failed";
  cohortName: string;
  groups: number;
  people: number;
  actions: number;
  channels: number;
  events: number;
  problems: string[];
  limits: { what: string; used: number; adds: number; max: number; ok: boolean }[];
  pageUrl: string;
}

/** Where somebody has their place. */
export interface PersonGroups {
  name: string;
  groups: {
    name: string;
    cohort: string;
    role: Role;
    status: "preview" | "active";
    meets: string;
    nextMeetingAt: Date | null;
    url: string;
  }[];
  waitingIn: string[];
}

export interface Listener<T> {
  onData: (data: T) => void;
  onError: (error: unknown) => void;
}
export type Unsubscribe = () => void;

/** Everything the bot says to the server: the protocol of a round, the relays, the commands. */
export interface Server {
  lease(input: { holder: string; health: BotHealth }): Promise<{ epoch: number | null; expiresInMs: number }>;
  due(epoch: number, listener: Listener<Subject>): Unsubscribe;
  brief(input: { subject: Subject; epoch: number }): Promise<Brief | PersonBrief | null>;
  report(report: Report): Promise<void>;
  settle(settle: Settle): Promise<{ again: boolean }>;
  guildMemberChanged(change: { discordId: string; change: "joined" | "left" }): Promise<void>;
  guildMembers(discordIds: string[]): Promise<void>;
  cohortOptions(input: Invocation & { purpose: "schedule" | "realize" | "status"; typed: string }): Promise<Choice[]>;
  groupOptions(input: Invocation & { typed: string }): Promise<Choice[]>;
  schedule(
    input: Invocation & { cohortId: number; settings: Partial<SchedulingSettings> },
  ): Promise<{ runId: number; people: number }>;
  watchRun(runId: number, listener: Listener<RunState>): Unsubscribe;
  scheduleResult(input: Invocation & { runId: number }): Promise<ScheduleResult | null>;
  realize(
    input: Invocation & { cohortId: number },
  ): Promise<{ cohortName: string; groups: { groupId: number; name: string }[] }>;
  watchRealize(input: Invocation & { cohortId: number; since: Date }, listener: Listener<RealizeState>): Unsubscribe;
  realizeOutlook(input: Invocation & { cohortId: number }): Promise<{ asksFirst: boolean }>;
  planRealize(input: Invocation & { cohortId: number }, listener: Listener<PlanState>): Unsubscribe;
  stopRun(input: Invocation & { runId: number }): Promise<void>;
  stopRealize(input: Invocation & { cohortId: number }): Promise<{ groups: number }>;
  personGroups(input: Invocation & { discordId: string }): Promise<PersonGroups>;
  syncGroup(input: Invocation & { groupId: number }): Promise<SyncResult>;
  cohortStatus(input: Invocation & { cohortId: number }): Promise<{ cohortName: string; lines: string[] }>;
}

/** Trying again cannot help: the token is wrong, or the request is. */
const HOPELESS = new Set(["UNAUTHORIZED", "FORBIDDEN", "BAD_REQUEST", "NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED"]);
const codeOf = (error: unknown): string => (error instanceof TRPCClientError ? String(error.data?.code ?? "") : "");

/** Why the server said no, in its own sentence; undefined when it never answered. */
export function refusalOf(
  error: unknown,
): { kind: string | undefined; sentence: string; word: string | undefined } | undefined {
  if (!(error instanceof TRPCClientError) || !error.data) return undefined;
  const { refusal } = error.data as { refusal?: { kind?: string; sentence?: string; facts?: { word?: string } } };
  return { kind: refusal?.kind, sentence: refusal?.sentence ?? error.message, word: refusal?.facts?.word };
}

/** The server never answered at all. */
export const isSilence = (error: unknown): boolean => error instanceof TRPCClientError && !error.data;

export interface Door {
  url: string;
  token: string;
  /** How long to wait before the n-th try of a call the server never answered. */
  pause: (tries: number) => Promise<void>;
}

/**
 * An answer that stays the same however often it is asked for. "Something went wrong on our side" is none: a server whose
 * database is just being started again answers so, and is well a moment later (DB-5).
 */
export const isFinal = (error: unknown): boolean => HOPELESS.has(codeOf(error));

export function connectServer({ url, token, pause }: Door): Server {
  const client = clientOf(url, token);
  const again = <T>(call: () => Promise<T>): Promise<T> => patiently(call, { pause, isFinal });
  const { sync, scheduling, commands } = client;
  return {
    lease: (input) => sync.lease.mutate(input),
    due: (epoch, { onData, onError }) =>
      follow(sync.due.subscribe({ epoch }, { onData: ({ data }) => onData(data.subject), ...ended(onError) })),
    brief: (input) => again(() => sync.brief.mutate(input)),
    report: async (report) => void (await again(() => sync.report.mutate(report))),
    settle: (settle) => again(() => sync.settle.mutate(settle)),
    guildMemberChanged: async (change) => void (await sync.guildMemberChanged.mutate(change)),
    guildMembers: async (discordIds) => void (await sync.guildMembers.mutate({ discordIds })),
    cohortOptions: (input) => commands.cohortOptions.query(input),
    groupOptions: (input) => commands.groupOptions.query(input),
    schedule: (input) => again(() => commands.schedule.mutate(input)),
    watchRun: (runId, { onData, onError }) =>
      follow(scheduling.watch.subscribe({ runId }, { onData: ({ data }) => onData(data), ...ended(onError) })),
    scheduleResult: (input) => again(() => commands.scheduleResult.query(input)),
    realize: (input) => again(() => commands.realize.mutate(input)),
    watchRealize: (input, { onData, onError }) =>
      follow(commands.watchRealize.subscribe(input, { onData: ({ data }) => onData(data), ...ended(onError) })),
    realizeOutlook: (input) => again(() => commands.realizeOutlook.query(input)),
    planRealize: (input, { onData, onError }) =>
      follow(commands.planRealize.subscribe(input, { onData: ({ data }) => onData(data), ...ended(onError) })),
    stopRun: (input) => again(() => commands.stopRun.mutate(input)),
    stopRealize: (input) => again(() => commands.stopRealize.mutate(input)),
    personGroups: (input) => commands.personGroups.query(input),
    syncGroup: (input) => commands.syncGroup.mutate(input),
    cohortStatus: (input) => commands.cohortStatus.query(input),
  };
}

/** A subscription the server closes is as much at an end as one that broke. */
const ended = (onError: (error: unknown) => void) => ({
  onError,
  onComplete: () => onError(new Error("The server has ended the subscription")),
});

const follow =
  (subscription: { unsubscribe(): void }): Unsubscribe =>
  () =>
    subscription.unsubscribe();

/** Subscriptions behind a retry of their own: without it one 502 ends them for ever. */
function clientOf(url: string, token: string) {
  const authorization = `Bearer ${token}`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === "subscription",
        true: [
          retryLink({
            retry: ({ op, error }) => op.type === "subscription" && !HOPELESS.has(codeOf(error)),
            retryDelayMs: (attempt) => Math.min(200 * 2 ** attempt, 10_000),
          }),
          httpSubscriptionLink({
            url,
            transformer: superjson,
            EventSource,
            eventSourceOptions: async () => ({
              fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, authorization } }),
            }),
          }),
        ],
        false: httpBatchLink({ url, transformer: superjson, headers: () => ({ authorization }), maxItems: 10 }),
      }),
    ],
  });
}
