import type { Page } from "playwright-core";

/** The groups a member may choose from. */
export const joinPage = (page: Page) => ({
  async open(cohortId: number): Promise<void> {
    await page.goto(`/join/${cohortId}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  },
  /** Shown for the group one is in. */
  leaveButton: (name: string) =>
    page.getByRole("main").getByRole("button", { name: `Leave ${name}, or pause`, exact: true }),
  /** Takes the first seat offered; answers the group's name. */
  async take(): Promise<string> {
    const offer = page.getByRole("button", { name: /^(Switch here|Join): / }).first();
    const name = /: ([^,]+),/.exec((await offer.getAttribute("aria-label")) ?? "")![1]!;
    await offer.click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: new RegExp(`(Switch to|Join) ${name}$`) })
      .click();
    await this.leaveButton(name).waitFor();
    return name;
  },
  async leave(name: string): Promise<void> {
    await this.leaveButton(name).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: `Leave ${name}` })
      .click();
    await this.leaveButton(name).waitFor({ state: "detached" });
  },
});
