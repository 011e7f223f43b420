import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Pictures of the last journey, to be looked at by people. */
export const pictures = process.env["E2E_PICTURES"] ?? path.join(tmpdir(), "muster-pictures");
const [WIDE, PHONE] = [
  { width: 1440, height: 1000 },
  { width: 360, height: 740 },
];

/** Pictures of a page in light, dark and on a phone; answers what barriers it has, and whether it scrolls sideways at 360 px. */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  mkdirSync(pictures, { recursive: true });
  const picture = (look: string) =>
    page.screenshot({ path: path.join(pictures, `${name}-${look}.png`), fullPage: true });
  const flaws: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await picture(colorScheme);
    flaws.push(...(await barriersOf(page, colorScheme)).map((barrier) => `${name} in ${colorScheme}: ${barrier}`));
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(PHONE);
  await picture("phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(WIDE);
  return width > PHONE.width ? [...flaws, `${name} is ${width} px wide at ${PHONE.width} px`] : flaws;
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
