import type { Page, Route } from "playwright-core";

/** What becomes of a page's requests for one procedure, until the block ends. */
interface Fault extends AsyncDisposable {
  /** How often the page has asked since. */
  asked: () => number;
}

async function meet(page: Page, procedure: string, answer: (route: Route) => Promise<void>): Promise<Fault> {
  let count = 0;
  const concerns = ({ pathname }: URL) =>
    pathname
      .replace(/^\/trpc\//, "")
      .split(",")
      .includes(procedure);
  const handler = (route: Route) => {
    count += 1;
    return answer(route);
  };
  await page.route(concerns, handler);
  return { asked: () => count, [Symbol.asyncDispose]: () => page.unroute(concerns, handler) };
}

/** Nobody answers. */
export const unanswered = (page: Page, procedure: string): Promise<Fault> =>
  meet(page, procedure, (route) => route.abort());

type Held = Fault & { letGo: () => void };

/** The server gets it only once it is let go. */
export async function heldBack(page: Page, procedure: string): Promise<Held> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const fault = await meet(page, procedure, async (route) => {
    await promise;
    await route.continue();
  });
  return { ...fault, letGo: resolve };
}

/** The server has done it, and its answer comes only once it is let go. */
export async function answeredLate(page: Page, procedure: string): Promise<Held> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const fault = await meet(page, procedure, async (route) => {
    const response = await route.fetch();
    await promise;
    await route.fulfill({ response });
  });
  return { ...fault, letGo: resolve };
}
