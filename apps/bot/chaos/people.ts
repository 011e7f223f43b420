import { setTimeout as pause } from "node:timers/promises";
import { createTRPCClient, httpLink, TRPCClientError, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "@muster/server/router";
import superjson from "superjson";
import type { Person } from "@muster/db/entities/person";
import type { Town } from "./processes.ts";
import { post, snapshotOf, tokenOf, type Scene } from "./scene.ts";
import type { Deed, Hand } from "./schedule.ts";
import { InVain } from "./until.ts";

type Api = TRPCClient<AppRouter>;

const apiOf = ({ url }: Town, person: Person): Api =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/trpc`,
        transformer: superjson,
        headers: { "x-requested-by": "muster-chaos", cookie: `sid=${tokenOf(person)}` },
      }),
    ],
  });

/** The server has answered, and its answer stays the same however often it is asked. */
const isAnswer = (error: unknown): boolean =>
  error instanceof TRPCClientError && Boolean((error.data as { refusal?: unknown } | null)?.refusal);

/**
 * A person who gets no answer tries again. Whoever tried more than once takes a refusal for an answer, since what they
 * wanted may have happened already; refused at the first try, they find that wrong.
 */
async function patiently(what: string, deed: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return void (await deed());
    } catch (error) {
      if (!(error instanceof TRPCClientError)) throw error;
      if (isAnswer(error) && tries === 1) throw new InVain(`${what} was refused: ${error.message}`, { cause: error });
      if (isAnswer(error)) return;
      await pause(300);
    }
  }
}

/** Does it, however long it takes; what was acknowledged is written into the scene's own list. */
export async function act(town: Town, scene: Scene, deed: Deed): Promise<void> {
  const organiser = apiOf(town, scene.organiser);
  switch (deed.do) {
    case "realize":
      return patiently("realizing", () =>
        organiser.realization.realize.mutate({ cohortId: scene.cohort.id, reason: "they are" }),
      );
    case "sync":
      return patiently("syncing", () => organiser.sync.syncCohort.mutate({ cohortId: scene.cohort.id }));
    case "join":
    case "leave": {
      const person = scene.people[deed.person]!;
      const groupId = scene.groups[deed.group]!.id;
      const { join, leave } = apiOf(town, person).groups;
      await patiently(`${deed.do} group ${groupId}`, () =>
        deed.do === "join" ? join.mutate({ groupId }) : leave.mutate({ groupId }),
      );
      if (deed.do === "join") scene.places.set(person.id, groupId);
      else if (scene.places.get(person.id) === groupId) scene.places.set(person.id, null);
      return;
    }
    case "come":
    case "go": {
      const { discordId } = scene.people[deed.person]!;
      return post(town.discord, "/_sim/members", { [deed.do === "come" ? "join" : "leave"]: discordId });
    }
    case "hand":
      return touch(town, scene, deed);
  }
}

async function touch(
  { discord }: Town,
  scene: Scene,
  at: { hand: Hand; group: number; person: number },
): Promise<void> {
  const mark = `/group:${scene.groups[at.group]!.id}/text-channel]`;
  const text = (await snapshotOf(discord)).channels.find(({ topic }) => topic?.includes(mark));
  if (!text) throw new InVain(`There is no channel marked ${mark} for a hand to touch`);
  const { discordId: id } = scene.people[at.person]!;
  const channelId = text.id;
  switch (at.hand) {
    case "strip-topic":
      return post(discord, "/_sim/hand", { do: "strip-topic", channelId });
    case "let-in":
      return post(discord, "/_sim/hand", { do: "put-overwrite", channelId, id, allow: ["VIEW_CHANNEL"] });
    case "shut-out":
      return text.overwrites.some((one) => one.id === id)
        ? post(discord, "/_sim/hand", { do: "delete-overwrite", channelId, id })
        : undefined;
  }
}
