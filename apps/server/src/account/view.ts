import { Person } from "@muster/db/entities/person";
import type { Persona } from "@muster/domain/persona";
import type { Context } from "../context.ts";

/** What every page asks first: who is looking, and what kind of installation this is. */
export interface ViewerAnswer {
  rehearsal: boolean;
  discordSignIn: boolean;
  simulatorUrl: string | null;
  /** Where newcomers enter the Discord server; told only to who has signed in. */
  inviteUrl: string | null;
  serverVersion: string;
  person: null | {
    id: number;
    name: string;
    avatarUrl: string | null;
    discordId: string | null;
    email: string | null;
    timeZone: string | null;
    persona: Persona | null;
    isOrganiser: boolean;
    isFacilitator: boolean;
  };
}

export async function viewAccount(ctx: Context): Promise<ViewerAnswer> {
  const { config, version } = ctx.house;
  const person = ctx.viewer && (await ctx.em.findOneOrFail(Person, ctx.viewer.personId));
  return {
    rehearsal: config.rehearsal,
    discordSignIn: config.discordSignIn !== null,
    simulatorUrl: config.rehearsal ? config.simulatorUrl : null,
    inviteUrl: ctx.viewer && config.discordInviteUrl,
    serverVersion: version,
    person: person && {
      id: person.id,
      name: ctx.viewer!.name,
      avatarUrl: avatarUrl(person),
      discordId: person.discordId,
      email: person.email,
      timeZone: person.timeZone,
      persona: person.persona,
      isOrganiser: ctx.viewer!.isOrganiser,
      isFacilitator: ctx.viewer!.isFacilitator,
    },
  };
}

const avatarUrl = ({
  discordId,
  discordAvatar,
}: {
  discordId: string | null;
  discordAvatar: string | null;
}): string | null =>
  discordId && discordAvatar && /^(a_)?[0-9a-f]{32}$/.test(discordAvatar)
    ? `https://cdn.discordapp.com/avatars/${discordId}/${discordAvatar}.webp?size=64`
    : null;
