/** Opens pages of our own words at any address in a real Chromium and reads them as a capture does. For tests. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright";
import { buildCapture } from "../build";
import { Budget } from "../child/budget";
import { InPage } from "../child/in-page";
import type { FoundArticle } from "../frozen";
import { restoreCodeInHtml, restoreCodeInMarkdown } from "../reader/code";
import { htmlToMarkdown } from "../reader/markdown";
import { sanitizeArticle } from "../reader/sanitize";

const NONCE = "0test0";
const MS = 20_000;

export interface ReadPage {
  readonly article: FoundArticle;
  /** Pictures stand under their own addresses, as if each had been kept under it. */
  readonly html: string;
  readonly markdown: string;
}

export interface ReaderKit {
  /** Reads `html` as the page at `url`. Its scripts do not run and nothing else is loaded. */
  read(url: string, html: string): Promise<ReadPage>;
  close(): Promise<void>;
}

export async function openReaderKit(): Promise<ReaderKit> {
  const folder = await mkdtemp(join(tmpdir(), "linksnap-reader-"));
  // The capture process's own packages are looked for beside it; only the page scripts are used here.
  await buildCapture(folder);
  const executablePath = process.env["LINKSNAP_CHROMIUM"];
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  let body = "";
  await context.route("**/*", (route) =>
    route.request().isNavigationRequest() && route.request().frame().parentFrame() === null
      ? route.fulfill({
          body,
          contentType: "text/html; charset=utf-8",
          headers: { "content-security-policy": "script-src 'none'" },
        })
      : route.abort("blockedbyclient"),
  );
  const page = await context.newPage();
  const inPage = await InPage.load(pathToFileURL(`${folder}/`), new Budget(10 * MS));
  return {
    read: async (url, html) => {
      body = html;
      await page.goto(url, { waitUntil: "domcontentloaded" });
      const article = await inPage.call(page.mainFrame(), { name: "readArticle", ms: MS }, NONCE);
      const clean = sanitizeArticle(article.html, new Map());
      return {
        article,
        html: restoreCodeInHtml(clean, article.codes, NONCE),
        markdown: restoreCodeInMarkdown(htmlToMarkdown(clean), article.codes, NONCE),
      };
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
