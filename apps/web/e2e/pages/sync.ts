import type { Page } from "playwright-core";
import type { Api } from "../api.ts";
import { until } from "../until.ts";
import { desk } from "./desk.ts";

/** Where groups are compared with Discord. */
export const syncPage = (page: Page, api: Api) => ({
  /** Has every group of a cohort compared: each is in step, with a later mark of when it was looked at, and the page says when. */
  async compareEveryGroup(cohortId: number): Promise<void> {
    await desk(page).open(cohortId, "sync");
    const before = await checkedOf(api, cohortId);
    await page.getByRole("button", { name: /^Sync \d+ groups now/ }).click();
    await until("every group is compared with Discord", async () => {
      const after = await checkedOf(api, cohortId);
      return after.every(({ state, at }, index) => state === "in_sync" && at > before[index]!.at);
    });
    await page
      .getByRole("cell", { name: /^In sync (just now|\d+ s ago|\d min ago)/ })
      .first()
      .waitFor();
  },
});

const checkedOf = async (api: Api, cohortId: number) =>
  (await api.sync.health.query({ cohortId })).groups.map(({ groupId, systems }) => {
    const { state, checkedAt } = systems.find(({ system }) => system === "discord")!;
    return { groupId, state, at: checkedAt?.getTime() ?? 0 };
  });
