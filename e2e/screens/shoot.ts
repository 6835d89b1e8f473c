/** One picture of a screen, when it has come to rest, packed as WebP by the browser itself. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { BrowserContext, Page } from "playwright/test";
import { untilStill } from "../support/accessibility";
import type { LibraryPage } from "../support/library-page";
import type { Language } from "../support/words";

export interface Way {
  readonly language: Language;
  readonly theme: "light" | "dark";
  readonly phone: boolean;
}

/** Opens an address, prepares the screen and takes its picture. What cannot be prepared is told at the end. */
export type Shoot = (name: string, path: string, prepare?: (page: Page) => Promise<unknown>) => Promise<void>;

export const nameOf = ({ language, theme, phone }: Way): string =>
  `${phone ? "phone" : "desktop"}-${theme}-${language}`;

const WAIT_MS = 15_000;
const QUALITY = 0.65;
/** Widths in px. */
const WIDTH = { desktop: 1200, phone: 468 };

/** What stands on a screen that has not heard yet how its server is. */
const unknown: readonly string[] = ["Looking for the server", "正在连接服务器"];

/** Waits for the screen itself, its words, fonts and pictures that can be seen, dates that are counted and word of the server included. */
async function untilDrawn(page: Page): Promise<void> {
  await page.locator("h1, h2").first().waitFor({ state: "attached", timeout: WAIT_MS });
  await page.waitForFunction(
    (early) =>
      document.fonts.status === "loaded" &&
      [...document.images].every((image) => image.complete) &&
      document.querySelector(
        ".app--blank, [role=listbox][aria-busy=true], [role=option][aria-busy=true], .skel, .tt__date:empty",
      ) === null &&
      !early.includes(document.querySelector(".syncline b")?.textContent ?? ""),
    unknown,
    { timeout: WAIT_MS },
  );
  await untilStill(page);
}

async function pack(blank: Page, png: Buffer, width: number): Promise<Buffer> {
  const packed = await blank.evaluate(
    async ({ source, toWidth, quality }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = toWidth;
      canvas.height = Math.round((image.height * toWidth) / image.width);
      const pen = canvas.getContext("2d");
      if (pen) pen.imageSmoothingQuality = "high";
      pen?.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/webp", quality);
    },
    { source: png.toString("base64"), toWidth: width, quality: QUALITY },
  );
  return Buffer.from(packed.slice(packed.indexOf(",") + 1), "base64");
}

/** `faults` gets a line for each picture that could not be taken as it was meant. */
export async function shooter(
  context: BrowserContext,
  { library, way, faults }: { library: LibraryPage; way: Way; faults: string[] },
): Promise<Shoot> {
  const { page } = library;
  const blank = await context.newPage();
  // The offer to install stands once in a browser's life: pictures show the days after.
  await page.addInitScript(() => {
    // Archived pages, in frames of their own, have no storage.
    if (window.origin !== "null") localStorage.setItem("linksnap.install-answered", "1");
  });
  await page.bringToFront();
  return async (name, path, prepare) => {
    const file = `docs/screens/${nameOf(way)}/${name}.webp`;
    try {
      await page.goto(path);
      await untilDrawn(page);
      await prepare?.(page);
      await untilDrawn(page);
    } catch (error) {
      faults.push(`${file}: ${String(error).split("\n")[0]}`);
    }
    const png = await page.screenshot();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await pack(blank, png, way.phone ? WIDTH.phone : WIDTH.desktop));
  };
}
