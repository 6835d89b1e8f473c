/** Pictures of pages, and how alike two of them are. */
import type { Page } from "playwright";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const WIDTH = 1280;
/** Further down a page is not compared. */
const MAX_HEIGHT = 5000;
const THRESHOLD = 0.1;
const SHOT_MS = 60_000;

/** The top of the page as PNG, animations off. */
export async function picture(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { cssContentSize } = await session.send("Page.getLayoutMetrics");
  await session.detach();
  const height = Math.max(1, Math.min(MAX_HEIGHT, Math.ceil(cssContentSize.height)));
  return page.screenshot({
    fullPage: true,
    clip: { x: 0, y: 0, width: WIDTH, height },
    animations: "disabled",
    caret: "hide",
    timeout: SHOT_MS,
  });
}

function crop(image: PNG, width: number, height: number): Buffer {
  if (image.width === width && image.height === height) return image.data;
  const part = new PNG({ width, height });
  PNG.bitblt(image, part, 0, 0, width, height, 0, 0);
  return part.data;
}

export interface Likeness {
  /** 1 for equal pictures; what one has and the other lacks in height counts as different. */
  readonly similarity: number;
  /** The parts that differ, in red, as PNG. */
  readonly difference: Buffer;
}

export function compare(first: Buffer, second: Buffer): Likeness {
  const [a, b] = [PNG.sync.read(first), PNG.sync.read(second)];
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  const tallest = Math.max(a.height, b.height);
  const drawn = new PNG({ width, height });
  const different = pixelmatch(crop(a, width, height), crop(b, width, height), drawn.data, width, height, {
    threshold: THRESHOLD,
  });
  return {
    similarity: 1 - (different + width * (tallest - height)) / (width * tallest),
    difference: PNG.sync.write(drawn),
  };
}
