/** Where signing in may lead: the pages of the app, and nothing that only looks like one. */
const PAGES = [
  /^\/$/,
  /^\/availability$/,
  /^\/join\/\d+$/,
  /^\/sign-up\/[A-Za-z0-9_-]{1,64}$/,
  /^\/cohorts(\/(new|\d+(\/[a-z]+)?))?$/,
];

/** The path to go to after signing in: one of the app's own pages, or home (reliability 5.3). */
export function nextPath(next: string | undefined, appUrl: string): string {
  // eslint-disable-next-line no-control-regex
  if (next === undefined || next.length > 200 || !/^\/[\x21-\x7e]*$/.test(next)) return "/";
  let url: URL;
  try {
    url = new URL(next, appUrl);
  } catch {
    return "/";
  }
  const ours = url.origin === new URL(appUrl).origin && url.pathname === next.split(/[?#]/)[0];
  return ours && PAGES.some((page) => page.test(url.pathname)) ? url.pathname + url.search : "/";
}
