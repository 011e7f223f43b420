import type { Page } from "playwright-core";

/** Sign-in and invitations. */
export const gate = (page: Page) => ({
  /** Walks in as one of the rehearsal's people, from wherever sign-in is offered. */
  async walkInAs(name: string): Promise<void> {
    await page.getByRole("button", { name: new RegExp(name) }).click();
    await page.getByRole("heading", { name: /^Walk in as/ }).waitFor({ state: "detached" });
  },
  async signIn(name: string): Promise<void> {
    await page.goto("/sign-in");
    await this.walkInAs(name);
    await page.waitForURL((url) => url.pathname !== "/sign-in");
  },
  async signUp(as: "participant" | { facilitator: number }): Promise<void> {
    if (as !== "participant") {
      await page.getByRole("radio", { name: "Lead a group" }).click();
      await page.getByLabel("At most how many groups").fill(String(as.facilitator));
    }
    await page.getByRole("button", { name: /^Sign up for/ }).click();
    await page.waitForURL("**/availability");
  },
});
