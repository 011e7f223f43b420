import { selectRows } from "@muster/db/queries/select-rows";
import { isConfiguredOrganiser } from "../account/session.ts";
import type { Context, Signed } from "../context.ts";

export interface OrganiserView {
  /** Null for an account named by the configuration that never signed in. */
  personId: number | null;
  name: string;
  discordUsername: string | null;
  /** The role stands in the configuration: it cannot be taken away on a page. */
  isConfigured: boolean;
  givenBy: string | null;
  givenAt: Date | null;
  isYou: boolean;
}

interface Row {
  personId: number;
  name: string;
  discordId: string | null;
  discordUsername: string | null;
  persona: "organiser" | null;
  givenBy: string | null;
  givenAt: Date | null;
}

/** Everybody who may sit at this desk, those of the configuration first, then as they came. */
export async function listOrganisers(ctx: Signed<Context>): Promise<OrganiserView[]> {
  const { config } = ctx.house;
  const named = [...config.organiserDiscordIds];
  const rows = await selectRows<Row>(
    ctx.em,
    `select p.id as "personId", p.name, p.discord_id as "discordId", p.discord_username as "discordUsername", p.persona,
       by_whom.name as "givenBy", o.given_at as "givenAt"
     from people p left join organisers o on o.person_id = p.id left join people by_whom on by_whom.id = o.given_by_id
     where p.deleted_at is null and (o.id is not null or p.persona = 'organiser' or p.discord_id = any (?::text[]))
     order by o.given_at nulls first, p.id`,
    [`{${named.join(",")}}`],
  );
  const views = rows
    .map((row) => viewOf(row, ctx))
    .filter((view) => view.isConfigured || view.givenAt !== null)
    .toSorted((one, other) => Number(other.isConfigured) - Number(one.isConfigured));
  const seen = new Set(rows.map(({ discordId }) => discordId));
  const unseen = named.filter((discordId) => !seen.has(discordId)).map(unseenAccount);
  return [...views, ...unseen];
}

function viewOf(row: Row, ctx: Signed<Context>): OrganiserView {
  const { personId, name, discordId, discordUsername, persona, givenBy, givenAt } = row;
  const isConfigured = isConfiguredOrganiser({ discordId, persona }, ctx.house.config);
  return {
    personId,
    name: name || discordUsername || `User ${personId}`,
    discordUsername,
    isConfigured,
    givenBy,
    givenAt,
    isYou: personId === ctx.viewer.personId,
  };
}

const unseenAccount = (discordId: string): OrganiserView => ({
  personId: null,
  name: `Discord account ${discordId}`,
  discordUsername: null,
  isConfigured: true,
  givenBy: null,
  givenAt: null,
  isYou: false,
});
