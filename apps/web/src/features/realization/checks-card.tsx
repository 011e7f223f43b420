import { Check, TriangleAlert } from "lucide-react";
import { permissionName } from "@muster/domain/permission-name";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import type { RealizationState } from "./use-realization.ts";

interface ChecksCardProps {
  bot: RealizationState["bot"];
  plan: RealizationState["plan"];
  /** What blocks nothing and is better put right. */
  notes: readonly string[];
}

/** What must be so before anything is created, and how near Discord's limits it would come (PL-3). */
export function ChecksCard({ bot, plan, notes }: ChecksCardProps) {
  const checks = checksOf(bot);
  const limits = plan?.limits ?? [];
  const wrong = checks.filter(({ ok }) => !ok).length + limits.filter(({ ok }) => !ok).length;
  return (
    <Card>
      <CardHead title="Checks">
        <span className="push">
          <Chip tone={wrong === 0 ? "ok" : "warn"} bare>
            {wrong === 0 ? "Nothing blocks" : countOf(wrong, "thing blocks", "things block")}
          </Chip>
        </span>
      </CardHead>
      <ul className="chk">
        {checks.map(({ ok, words }) => (
          <li key={words} className={ok ? undefined : "is-wrong"}>
            {ok ? <Check className="i" aria-label="good" /> : <TriangleAlert className="i" aria-label="blocks" />}
            <span>{words}</span>
          </li>
        ))}
        {notes.map((words) => (
          <li key={words} className="is-wrong">
            <TriangleAlert className="i" aria-label="blocks nothing" />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {limits.length > 0 && (
        <ul className="lim" aria-label="Discord's limits">
          {limits.map(({ what, used, adds, max, ok }) => (
            <li key={what}>
              <span>{what.charAt(0).toUpperCase() + what.slice(1)}</span>
              <b>{adds === 0 ? `${used}, none added` : `${used} → ${used + adds}`}</b>
              <span className="faint">
                of {max}
                {!ok && <span className="over">, too many</span>}
              </span>
              <i className="lb" aria-hidden="true">
                <i style={{ width: `${Math.min(100, (100 * (used + adds)) / max)}%` }} />
              </i>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function checksOf({
  connected,
  guildName,
  missingPermissions,
}: RealizationState["bot"]): { ok: boolean; words: string }[] {
  if (!connected) return [{ ok: false, words: "The bot is not connected" }];
  return [
    { ok: guildName !== null, words: guildName ? `The bot is on ${guildName}` : "The bot is on no server" },
    ...(missingPermissions.length === 0
      ? [{ ok: true, words: "It may do all it needs to" }]
      : missingPermissions.map((name) => ({ ok: false, words: `It lacks the permission ${permissionName(name)}` }))),
  ];
}
