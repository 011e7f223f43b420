import type { Locator, Page } from "playwright-core";

/** Where groups are looked at and changed by hand. */
export const reviewPage = (page: Page) => ({
  group: (name: string): Locator => page.getByRole("region", { name, exact: true }),
  async show(groupId: number, name: string): Promise<void> {
    await page.locator(`[data-group="${groupId}"]`).click();
    await this.group(name).getByRole("heading", { name }).waitFor();
    await this.group(name).getByRole("table").waitFor();
  },
  person: (personId: number): Locator => page.locator(`[data-person="${personId}"]`),
  /** Lifts somebody and holds them over a group; the words that follow the pointer. */
  async carry(personId: number, place: number | "waiting"): Promise<string> {
    await this.person(personId).scrollIntoViewIfNeeded();
    const [from, to] = [await topOf(this.person(personId)), await topOf(dropOf(page, place))];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    const ghost = page.locator(".ghost");
    if (place !== "waiting") await ghost.getByText(/becomes \d+ of \d+/).waitFor();
    return ghost.innerText();
  },
  letGo: () => page.mouse.up(),
  undo: () => page.keyboard.press("Control+z"),
  redo: () => page.keyboard.press("Control+Shift+z"),
  /** What is in a group's own menu. */
  async deed(name: string, label: string): Promise<void> {
    await page.getByRole("button", { name: `More about ${name}` }).click();
    await page.getByRole("menuitem", { name: label }).click();
  },
  told: (words: RegExp | string) => page.getByRole("status").getByText(words).first().waitFor(),
});

const dropOf = (page: Page, place: number | "waiting"): Locator =>
  page.locator(place === "waiting" ? ".waiting-drop" : `[data-group="${place}"]`);

async function topOf(part: Locator): Promise<{ x: number; y: number }> {
  const box = await part.boundingBox();
  if (!box) throw new Error("it is not shown");
  return { x: box.x + box.width / 2, y: box.y + Math.min(20, box.height / 2) };
}
