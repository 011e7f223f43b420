import type { Locator, Page } from "playwright-core";

/** Where a plan is read and carried out. */
export const realizePage = (page: Page) => ({
  button: (): Locator => page.getByRole("button", { name: /^Create on Discord \(\d+ actions\)/ }),
  /** How many actions the button announces. */
  async actions(): Promise<number> {
    await this.button().waitFor();
    return Number(/\d+/.exec(await this.button().innerText())![0]);
  },
  /** Presses it and says how many people are to be told, where that is asked; `look` sees the question. */
  async create(look: () => Promise<void> = async () => undefined): Promise<void> {
    await this.button().click();
    const sure = page.getByRole("dialog", { name: /^Tell \d+ people of their group/ });
    const people = /\d+/.exec(await sure.getByRole("heading").innerText())![0];
    await look();
    await sure.getByRole("textbox").fill(people);
    await sure.getByRole("button", { name: `Create and tell ${people} people` }).click();
  },
});
