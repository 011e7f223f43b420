import { ButtonStyle, ComponentType, type APIButtonComponentWithCustomId } from "discord.js";

/**
 * What pressing a button asks for. Its custom id carries everything, so that a button works after a restart, and whoever
 * presses it is judged then, not when it was shown (DC-6, DC-7).
 */
export type Deed =
  | { do: "stop-run"; runId: number }
  | { do: "stop-realize"; cohortId: number }
  /** `given`: the command's own interaction, so that two presses are one realization. */
  | { do: "realize"; cohortId: number; userId: string; until: number; given: string }
  | { do: "leave-it"; userId: string; until: number };

export interface Press {
  label: string;
  deed: Deed;
  danger?: boolean;
}

const OURS = "muster";

/** `muster:stop-run:12`; Discord takes a hundred letters. */
export function idOf(deed: Deed): string {
  switch (deed.do) {
    case "stop-run":
      return [OURS, deed.do, deed.runId].join(":");
    case "stop-realize":
      return [OURS, deed.do, deed.cohortId].join(":");
    case "realize":
      return [OURS, deed.do, deed.cohortId, deed.userId, deed.until, deed.given].join(":");
    case "leave-it":
      return [OURS, deed.do, deed.userId, deed.until].join(":");
  }
}

/** Undefined for what is not ours, and for a button of an older Muster that means nothing any more. */
export function deedOf(customId: string): Deed | undefined {
  const [ours, name, ...parts] = customId.split(":");
  if (ours !== OURS || parts.some((part) => !/^\d{1,20}$/.test(part))) return undefined;
  const [first = "", second = "", third = "", fourth = ""] = parts;
  switch (`${name}/${parts.length}`) {
    case "stop-run/1":
      return { do: "stop-run", runId: Number(first) };
    case "stop-realize/1":
      return { do: "stop-realize", cohortId: Number(first) };
    case "realize/4":
      return { do: "realize", cohortId: Number(first), userId: second, until: Number(third), given: fourth };
    case "leave-it/2":
      return { do: "leave-it", userId: first, until: Number(second) };
    default:
      return undefined;
  }
}

export const asButton = ({ label, deed, danger = false }: Press): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: danger ? ButtonStyle.Danger : ButtonStyle.Secondary,
  label,
  custom_id: idOf(deed),
});
