import type { Page } from "playwright-core";

export interface Settings {
  "Smallest group"?: number;
  "Largest group"?: number;
  "Meeting length"?: number;
  "Starts every"?: string;
  Attempts?: number;
  "At most"?: number;
}

/** Where runs are set, watched and accepted. */
export const schedulingPage = (page: Page) => ({
  async set(settings: Settings): Promise<void> {
    const advanced = page.locator("details", { hasText: "Advanced" });
    if ((await advanced.getAttribute("open")) === null) await advanced.locator("summary").click();
    for (const [label, value] of Object.entries(settings)) {
      const field = page.getByLabel(label, { exact: true });
      if (label === "Starts every") await field.selectOption({ label: String(value) });
      else await field.fill(String(value));
    }
  },
  start: () => page.getByRole("button", { name: /^Schedule \d+ pe/ }).click(),
  run: (number: number) => page.getByRole("region", { name: `Run ${number}`, exact: true }),
  /** The run is at work and has placed somebody. */
  async working(number: number): Promise<void> {
    await this.run(number).getByRole("button", { name: "Stop and keep the best" }).waitFor();
    await this.run(number).getByRole("progressbar", { name: "Time of this run" }).waitFor();
    await this.run(number)
      .getByText(/[1-9]\d* groups?/)
      .first()
      .waitFor();
  },
  elapsed: async (number: number): Promise<number> =>
    Number(
      await page
        .getByRole("region", { name: `Run ${number}`, exact: true })
        .getByRole("progressbar")
        .getAttribute("aria-valuetext")
        .then((text) => /^\d+/.exec(text ?? "")?.[0]),
    ),
  stop: () => page.getByRole("button", { name: "Stop and keep the best" }).click(),
  proposed: (number: number) => page.getByRole("heading", { name: `Proposal of run ${number}` }).waitFor(),
  acceptButton: () => page.getByRole("button", { name: /^Accept \d+ group/ }),
  async accept(): Promise<void> {
    await this.acceptButton().click();
    await page.waitForURL("**/groups");
  },
});
