/** The page as pictures, drawn by the browser as WebP: what the window shows, the whole page, and a small one for lists. */
import type { Scene } from "../child/scene";
import { MAX_PICTURE_HEIGHT, VIEWPORT } from "../limits";
import { NotMade, type Recipe } from "./recipe";

const QUALITY = 80;

interface Area {
  readonly height: number;
  readonly scale: number;
}

async function shoot({ page, context }: Scene, area: (contentHeight: number) => Area): Promise<Uint8Array> {
  const session = await context.newCDPSession(page);
  try {
    const { cssContentSize } = await session.send("Page.getLayoutMetrics");
    const { height, scale } = area(Math.ceil(cssContentSize.height));
    const { data } = await session.send("Page.captureScreenshot", {
      format: "webp",
      quality: QUALITY,
      captureBeyondViewport: height > VIEWPORT.height,
      clip: { x: 0, y: 0, width: VIEWPORT.width, height, scale },
    });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length === 0) throw new NotMade("the browser drew nothing");
    return new Uint8Array(bytes);
  } finally {
    // The session ends with the page at the latest.
    await session.detach().catch(() => undefined);
  }
}

export const screenshot: Recipe = {
  step: "screenshot",
  boxMs: 6_000,
  make: (scene) => shoot(scene, () => ({ height: VIEWPORT.height, scale: 1 })),
};

export const thumbnail: Recipe = {
  step: "screenshot",
  boxMs: 6_000,
  make: (scene) => shoot(scene, () => ({ height: VIEWPORT.height, scale: 0.5 })),
};

export const fullpage: Recipe = {
  step: "screenshot",
  boxMs: 12_000,
  make: (scene) =>
    shoot(scene, (contentHeight) => ({
      height: Math.min(MAX_PICTURE_HEIGHT, Math.max(VIEWPORT.height, contentHeight)),
      scale: 1,
    })),
};
