import { permissionName } from "@muster/domain/permission-name";
import { momentOf } from "../../dates/instant-words.ts";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { listOf } from "../../ui/count-words.ts";

interface BotState {
  connected: boolean;
  since?: Date | null;
  guildName: string | null;
  missingPermissions: readonly string[];
}

/** Whether the bot is there, on which server, and what it may not do yet. */
export function BotCard({ bot, timeZone }: { bot: BotState; timeZone: string }) {
  return (
    <Card>
      <CardHead title="Discord">
        <span className="push">
          {bot.connected ? (
            <Chip tone="ok" bare>
              Connected
            </Chip>
          ) : (
            <Chip tone="warn">Not connected</Chip>
          )}
        </span>
      </CardHead>
      <dl className="facts">
        <dt>Server</dt>
        <dd>{bot.guildName ?? "none chosen yet"}</dd>
        {bot.since && (
          <>
            <dt>{bot.connected ? "Since" : "Last heard"}</dt>
            <dd>{momentOf(bot.since, timeZone)}</dd>
          </>
        )}
        <dt>Permissions</dt>
        <dd>
          {bot.missingPermissions.length === 0
            ? bot.connected
              ? "all it needs"
              : "not known while it is away"
            : `lacks ${listOf(bot.missingPermissions.map(permissionName))}`}
        </dd>
      </dl>
      {!bot.connected && (
        <p className="card-foot">Groups can be scheduled and reviewed; creating them waits until the bot is back.</p>
      )}
    </Card>
  );
}
