import type { Locator, Page } from "playwright-core";

interface Cell {
  /** 0 is Monday. */
  day: number;
  /** `18:30` */
  time: string;
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The week somebody paints. */
export const weekPage = (page: Page) => ({
  async open(): Promise<void> {
    await page.goto("/availability");
    await page.getByRole("grid").waitFor();
  },
  cell: ({ day, time }: Cell): Locator => page.locator(`td[data-day="${day}"][data-minute="${minuteOf(time)}"]`),
  /** What stands in a cell: "available", "if needed" or "empty". */
  async levelAt(cell: Cell): Promise<string> {
    const name = await this.cell(cell).getAttribute("aria-label");
    return /^\w+ [\d:]+, ([a-z ]+)/.exec(name ?? "")?.[1] ?? "";
  },
  async takeBrush(name: "Available" | "If needed" | "Erase"): Promise<void> {
    await page.getByRole("radiogroup", { name: "Brush" }).getByRole("radio", { name }).click();
  },
  async drag(from: Cell, to: Cell): Promise<void> {
    await this.cell(from).scrollIntoViewIfNeeded();
    await this.cell(to).scrollIntoViewIfNeeded();
    const [start, end] = [await centreOf(this.cell(from)), await centreOf(this.cell(to))];
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 6 });
    await page.mouse.up();
  },
  /** With the arrows, from wherever the keyboard is. */
  async walkTo({ day, time }: Cell): Promise<void> {
    const stop = page.locator('td[tabindex="0"]');
    await stop.focus();
    const at = async (what: "day" | "minute") => Number(await stop.getAttribute(`data-${what}`));
    while ((await at("day")) !== day) await page.keyboard.press((await at("day")) < day ? "ArrowRight" : "ArrowLeft");
    while ((await at("minute")) !== minuteOf(time))
      await page.keyboard.press((await at("minute")) < minuteOf(time) ? "ArrowDown" : "ArrowUp");
  },
  /** Chooses downwards with Shift and the arrows, then Space. */
  async type(from: Cell, rows: number): Promise<void> {
    await this.walkTo(from);
    for (let row = 1; row < rows; row++) await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Space");
  },
  /** Writes one stretch of a day in the list, and comes back to the grid. */
  async write(day: string, from: string, to: string): Promise<void> {
    await page.getByRole("button", { name: "Use list instead" }).click();
    const list = page.getByRole("region", { name: day });
    await list.getByRole("button", { name: "Add time" }).click();
    await list.getByLabel(`${day}, from`).last().fill(from);
    await list.getByLabel(`${day}, to`).last().fill(to);
    await page.getByRole("button", { name: "Use grid instead" }).click();
    await page.getByRole("grid").waitFor();
  },
  /** Nothing is left to send. */
  saved: () => page.locator(".saved.is-saved").waitFor(),
});

async function centreOf(cell: Locator): Promise<{ x: number; y: number }> {
  const box = await cell.boundingBox();
  if (!box) throw new Error("the cell is not shown");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
