/**
 * Reads one corpus with every extractor in real Chromium. A document stands at its own address, its scripts do not run
 * and nothing else is loaded: what counts is the document the corpus holds.
 */
import { performance } from "node:perf_hooks";
import type { Browser, Page, Route } from "playwright";
import { Budget } from "../../../lib/capture/child/budget";
import { InPage } from "../../../lib/capture/child/in-page";
import { restoreCodeInHtml } from "../../../lib/capture/reader/code";
import { sanitizeArticle } from "../../../lib/capture/reader/sanitize";
import type { Article } from "../corpus/articles";
import { tokenF1 } from "../support/tokens";

export interface ReaderKit {
  readonly browser: Browser;
  readonly scripts: URL;
  /** The module `inpage.ts` as an expression for a page. */
  readonly tools: string;
}

export type EngineName = "ours" | "Readability" | "Defuddle";
export const engineNames: readonly EngineName[] = ["ours", "Readability", "Defuddle"];

export interface Read {
  readonly f1: number;
  readonly ms: number;
}

export interface ArticleResult {
  readonly name: string;
  /** Whether ours takes the page for an article, which each of these is. */
  readonly isArticle: boolean;
  readonly engines: Readonly<Record<EngineName, Read>>;
}

const READ_MS = 60_000;
const NONCE = "0bench0";

/** Where the tools lie in a page; taken in once, so that no reader's time holds their loading. */
export const TOOLS = "globalThis.benchTools";

/** Scripts off by policy, not by switch: the parser must still treat `<noscript>` as a browser with scripts does. */
const POLICY = "script-src 'none'";

function answer(route: Route, { url, html }: Article): Promise<void> {
  const request = route.request();
  const isDocument = request.isNavigationRequest() && request.frame().parentFrame() === null;
  if (isDocument && request.url().split("#", 1)[0] === new URL(url).href.split("#", 1)[0])
    return route.fulfill({
      body: html,
      contentType: "text/html; charset=utf-8",
      headers: { "content-security-policy": POLICY },
    });
  // An answer without content leaves the document where it is.
  return request.isNavigationRequest() ? route.fulfill({ status: 204 }) : route.abort("blockedbyclient");
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  return { value: await work(), ms: performance.now() - start };
}

/** Ours as a capture does it: extracted in the page, sanitised, code put back. */
async function readOurs(page: Page, scripts: URL): Promise<{ html: string; isArticle: boolean }> {
  const inPage = await InPage.load(scripts, new Budget(READ_MS));
  const { html, codes, isArticle } = await inPage.call(
    page.mainFrame(),
    { name: "readArticle", ms: READ_MS },
    NONCE,
  );
  return { html: restoreCodeInHtml(sanitizeArticle(html, new Map()), codes, NONCE), isArticle };
}

const asText = (page: Page, html: string): Promise<string> =>
  page.evaluate<string>(`${TOOLS}.plainText(${JSON.stringify(html)})`);

export async function measureArticle(
  { browser, scripts, tools }: ReaderKit,
  article: Article,
): Promise<ArticleResult> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: "block",
  });
  try {
    await context.route("**/*", (route) => answer(route, article));
    const page = await context.newPage();
    await page.goto(article.url, { waitUntil: "domcontentloaded", timeout: READ_MS });
    await page.evaluate(`${TOOLS} = ${tools}; 0`);
    let isArticle = false;
    const readers: Record<EngineName, () => Promise<string>> = {
      ours: async () => {
        const ours = await readOurs(page, scripts);
        ({ isArticle } = ours);
        return ours.html;
      },
      Readability: () => page.evaluate<string>(`${TOOLS}.readWithReadability()`),
      Defuddle: () => page.evaluate<string>(`${TOOLS}.readWithDefuddle().html`),
    };
    const expected = article.expectedText || (await asText(page, article.expectedHtml));
    const read = async (name: EngineName): Promise<Read> => {
      // An extractor that gives up has found nothing.
      const { value, ms } = await timed(() => readers[name]().catch(() => ""));
      return { f1: tokenF1(expected, await asText(page, value)), ms };
    };
    const engines = {
      ours: await read("ours"),
      Readability: await read("Readability"),
      Defuddle: await read("Defuddle"),
    };
    return { name: article.name, isArticle, engines };
  } finally {
    await context.close();
  }
}
