import { page } from "./html.ts";
import type { Parts } from "./parts.ts";
import { guildOf } from "./replies.ts";

export const guildPage = ({ bench }: Parts): string =>
  page({ title: guildOf(bench.world.state).name, body: "<main></main>" });
