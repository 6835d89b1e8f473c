/**
 * Opens a saved page as somebody would years later: a fresh context, no scripts, no network. What it still asks for is
 * refused and counted.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Frame, Page } from "playwright";
import { VIEWPORT } from "../../../lib/capture/limits";
import { picture } from "./pixels";

export interface Seen {
  readonly picture: Buffer;
  readonly text: string;
  /** Requests that would have left. */
  readonly leaks: number;
}

export interface Saved {
  readonly kind: "html" | "mhtml";
  readonly content: string;
  /** `Content-Security-Policy` it is served with, if any. */
  readonly policy?: string;
}

const ADDRESS = "http://archived.test/";
const REST_MS = 300;
const FRAME_MS = 10_000;

/** Whether a frame and all that it stands in are shown: the browser's error page in a folded frame is no text. */
async function isShown(frame: Frame): Promise<boolean> {
  const parent = frame.parentFrame();
  if (!parent) return true;
  try {
    const element = await frame.frameElement();
    const isSeen = element.evaluate((one) => one instanceof Element && one.checkVisibility());
    return (await isSeen) && (await isShown(parent));
  } catch {
    // It went away.
    return false;
  }
}

/** Text of all frames that are shown; a frame that does not answer has none. */
export async function textOf(page: Page, visibleText: string): Promise<string> {
  const texts = await Promise.all(
    page.frames().map(async (frame) => {
      if (!(await isShown(frame))) return "";
      const text = frame.evaluate<string>(`${visibleText}.visibleText()`).catch(() => "");
      return Promise.race([text, new Promise<string>((resolve) => setTimeout(resolve, FRAME_MS, ""))]);
    }),
  );
  return texts.join(" ");
}

async function serveOnly(context: BrowserContext, saved: Saved, file: string): Promise<() => number> {
  let leaks = 0;
  await context.route("**/*", async (route) => {
    const url = route.request().url();
    if (url === file && saved.kind === "mhtml") await route.continue();
    else if (url === ADDRESS && route.request().isNavigationRequest())
      await route.fulfill({
        body: saved.content,
        contentType: "text/html; charset=utf-8",
        headers: saved.policy === undefined ? {} : { "content-security-policy": saved.policy },
      });
    else {
      leaks++;
      await route.abort("blockedbyclient");
    }
  });
  return () => leaks;
}

let files = 0;

/** Opens a saved page and lets `look` see it; returns what it saw and how many requests would have left. */
async function openSaved<T>(
  browser: Browser,
  { saved, folder }: { readonly saved: Saved; readonly folder: string },
  look: (page: Page) => Promise<T>,
): Promise<{ seen: T; leaks: number }> {
  const path = join(folder, `saved-${files++}.mhtml`);
  if (saved.kind === "mhtml") await writeFile(path, saved.content);
  const file = pathToFileURL(path).href;
  const context = await browser.newContext({
    viewport: VIEWPORT,
    deviceScaleFactor: 1,
    locale: "en-US",
    javaScriptEnabled: false,
    serviceWorkers: "block",
  });
  try {
    const leaks = await serveOnly(context, saved, file);
    const page = await context.newPage();
    await page.goto(saved.kind === "mhtml" ? file : ADDRESS, { waitUntil: "load", timeout: 60_000 });
    await page.waitForTimeout(REST_MS);
    return { seen: await look(page), leaks: leaks() };
  } finally {
    await context.close();
  }
}

/** What a person sees of a saved page. */
export async function reopen(
  browser: Browser,
  saved: Saved,
  { folder, visibleText }: { readonly folder: string; readonly visibleText: string },
): Promise<Seen> {
  const { seen, leaks } = await openSaved(browser, { saved, folder }, async (page) => ({
    picture: await picture(page),
    text: await textOf(page, visibleText),
  }));
  return { ...seen, leaks };
}

/** How many requests a saved page would send. */
export async function countLeaks(browser: Browser, saved: Saved, folder: string): Promise<number> {
  return (await openSaved(browser, { saved, folder }, async () => null)).leaks;
}
