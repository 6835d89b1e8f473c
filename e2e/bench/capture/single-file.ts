/**
 * The peer: SingleFile, as its command line tool uses it in a page, with that tool's own defaults. Only its waiting for
 * lazy pictures is off, because the page has been scrolled and has come to rest for both of us.
 */
import type { Page } from "playwright";
import { Budget } from "../../../lib/capture/child/budget";
import { hookScript, script } from "single-file-cli/lib/single-file-bundle.js";

/** Runs before the page's scripts, in every frame: SingleFile finds fonts, frames and shadow roots by it. */
export const singleFileHooks = `${hookScript}\n${script}\nglobalThis.singlefile = singlefile;`;

const OPTIONS = {
  blockAudios: true,
  blockAlternativeImages: true,
  blockScripts: true,
  blockVideos: true,
  compressHTML: true,
  groupDuplicateImages: true,
  insertMetaCSP: true,
  insertSingleFileComment: true,
  loadDeferredImages: false,
  maxResourceSize: 10,
  maxSizeDuplicateImages: 512 * 1024,
  removeAlternativeFonts: true,
  removeAlternativeImages: true,
  removeAlternativeMedias: true,
  removeHiddenElements: true,
  removeNoScriptTags: true,
  removeUnusedFonts: true,
  removeUnusedStyles: true,
  resolveLinks: true,
};

const FETCH = "benchFetch";
/** A page it does not get done with is one it cannot save. */
const SAVE_MS = 120_000;

/** Gives the page the privileged fetch that SingleFile has in its extension and in its tool. Once for each page. */
export async function lendFetch(page: Page): Promise<void> {
  await page.exposeBinding(FETCH, async ({ context }, url: string) => {
    const answer = await context.request.get(url, { timeout: 5_000 });
    return {
      status: answer.status(),
      headers: answer.headers(),
      base64: (await answer.body()).toString("base64"),
    };
  });
}

/** The page as one HTML file. */
export async function saveWithSingleFile(page: Page): Promise<string> {
  const content: unknown = await new Budget(SAVE_MS).box(
    "SingleFile",
    SAVE_MS,
    page.evaluate(`(async () => {
    const native = globalThis.fetch.bind(globalThis);
    singlefile.init({
      fetch: async (url, options) => {
        try {
          return await native(url, options);
        } catch {
          const { status, headers, base64 } = await globalThis.${FETCH}(String(url));
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          return { status, headers: new Headers(headers), arrayBuffer: async () => bytes.buffer };
        }
      },
    });
    return (await singlefile.getPageData({ ...${JSON.stringify(OPTIONS)}, url: location.href })).content;
  })()`),
  );
  if (typeof content !== "string") throw new Error("SingleFile gave no text");
  return content;
}

/** Chromium's own archive of the page. */
export async function saveAsMhtml(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  try {
    return (await session.send("Page.captureSnapshot", { format: "mhtml" })).data;
  } finally {
    await session.detach();
  }
}
