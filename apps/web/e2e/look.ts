import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Pictures of the last journey, to be looked at by people. */
export const pictures = process.env["E2E_PICTURES"] ?? path.join(tmpdir(), "muster-pictures");
const [WIDE, PHONE] = [
  { width: 1440, height: 1000 },
  { width: 360, height: 740 },
];

/** A page in light and dark without serious barriers, and on a phone without scrolling sideways. */
export async function expectGoodLook(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const picture = (look: string) =>
    page.screenshot({ path: path.join(pictures, `${name}-${look}.png`), fullPage: true });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await picture(colorScheme);
    expect(await barriersOf(page, colorScheme), `${name} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(PHONE);
  await picture("phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(WIDE);
  expect(width, `${name} at 360 px`).toBeLessThanOrEqual(PHONE.width);
}

/** Serious and critical findings: the rule, and where. The dark look differs from the light one in its colours alone. */
async function barriersOf(page: Page, look: "light" | "dark"): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (look === "dark" ? builder.withRules(["color-contrast"]) : builder).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} (${failureSummary ?? ""})`),
    );
}
