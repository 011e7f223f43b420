import type { Page } from "playwright-core";

export interface NewCohort {
  course: string;
  name: string;
  /** `2027-01-11` */
  startDate: string;
  timeZone?: string;
  minSize?: number;
}

/** An organiser's cohorts. */
export const desk = (page: Page) => ({
  async open(cohortId: number, room: "" | "people" | "schedule" | "groups" | "realize" | "sync" = ""): Promise<void> {
    await page.goto(`/cohorts/${cohortId}/${room}`.replace(/\/$/, ""));
    await page.getByRole("navigation", { name: "Stages of this cohort" }).waitFor();
  },
  /** Creates a cohort with a course of its own; answers its number. */
  async createCohort({ course, name, startDate, timeZone, minSize }: NewCohort): Promise<number> {
    await page.goto("/cohorts/new");
    await page.getByLabel("Name").waitFor();
    const another = page.getByRole("radio", { name: "A new course" });
    if (await another.isVisible()) await another.click();
    await page.getByLabel("Course", { exact: true }).fill(course);
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("First day of the term").fill(startDate);
    if (timeZone) await page.getByLabel("Time zone").fill(timeZone);
    if (minSize) await page.getByLabel("Smallest group").fill(String(minSize));
    await page.getByRole("button", { name: "Create 1 cohort" }).click();
    await page.waitForURL(/\/cohorts\/\d+$/);
    return Number(/\d+$/.exec(page.url())![0]);
  },
  async copySignUpLink(): Promise<string> {
    await page.getByRole("button", { name: "Copy sign-up link" }).click();
    await page.getByText("Sign-up link copied").first().waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  },
});
