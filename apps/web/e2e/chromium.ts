import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { expect } from "vitest";
import { pictures } from "./look.ts";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PATIENCE_MS = 60_000;

/** A headless Chromium that keeps what its pages complain about. */
export interface Window extends AsyncDisposable {
  /** A visitor of their own: no cookie shared with anybody. */
  visitor: (base: string, options?: { timezoneId?: string }) => Promise<Page>;
  /** Pictures of all open pages, after something failed. */
  keep: (name: string) => Promise<void>;
  /** Uncaught errors and refused content, since they were last asked for. */
  complaints: () => string[];
}

export async function openWindow(): Promise<Window> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ARGS,
    headless: true,
  });
  let complaints: string[] = [];
  return {
    async visitor(baseURL, { timezoneId = "Europe/London" } = {}) {
      const context: BrowserContext = await browser.newContext({
        baseURL,
        timezoneId,
        locale: "en-GB",
        viewport: { width: 1440, height: 1000 },
        permissions: ["clipboard-read", "clipboard-write"],
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (line) => {
        if (line.type() === "error" && /Content Security Policy|React|Uncaught/.test(line.text()))
          complaints.push(line.text());
      });
      return page;
    },
    async keep(name) {
      mkdirSync(pictures, { recursive: true });
      const pages = browser.contexts().flatMap((context) => context.pages());
      const file = (at: number) =>
        path.join(pictures, `failed-${name.replaceAll(/[^a-z]+/gi, "-").slice(0, 60)}-${at}.png`);
      await Promise.all(pages.map((page, at) => page.screenshot({ path: file(at), fullPage: true })));
    },
    complaints() {
      const said = complaints;
      complaints = [];
      return said;
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

export const expectNoComplaints = (window: Window): void => expect(window.complaints()).toEqual([]);
