/**
 * Pictures of the window by the browser itself, as WebP. A long page is taken in tiles that continue each other: WebP
 * ends at 16 383 pixels, where Chromium answers with nothing and no error. The page is not scrolled and its window stays
 * as high as it is, so that what sticks to the window is in the first tile alone and heights of windows keep their size.
 */
import type { CDPSession } from "playwright";
import type { Scene } from "../child/scene";
import { MAX_WHOLE_HEIGHT, PHONE, TILE_HEIGHT, VIEWPORT } from "../limits";
import { phoneAgent } from "../user-agents";
import { NotMade } from "./recipe";

const QUALITY = 80;
/** When this part of what is left is used up, no further tile is begun: what is there is kept. */
const TILES_PART = 0.4;

interface Clip {
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** A browser under load has nothing to show for a moment: its answer is then no picture but "unable to capture". */
const UNABLE = /Unable to capture screenshot/;
const PATIENCE = { part: 0.2, ms: 15_000 };
const PAUSE_MS = 100;

/** The window as it is, where nothing is said. */
interface Wanted {
  readonly captureBeyondViewport?: boolean;
  readonly clip?: Clip & { readonly x: number };
}

/** Asks until the browser can, within bounds. Rejects with `NotMade` for an empty picture. */
async function take(session: CDPSession, wanted: Wanted, { budget }: Scene): Promise<Uint8Array> {
  const end = performance.now() + budget.share(PATIENCE.part, PATIENCE.ms);
  for (;;) {
    try {
      const order = { format: "webp", quality: QUALITY, ...wanted } as const;
      const { data } = await session.send("Page.captureScreenshot", order);
      const bytes = Buffer.from(data, "base64");
      if (bytes.length === 0) throw new NotMade("the browser drew nothing");
      return new Uint8Array(bytes);
    } catch (error) {
      if (!(error instanceof Error && UNABLE.test(error.message)) || performance.now() > end) throw error;
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  }
}

const shoot = (session: CDPSession, clip: Clip, scene: Scene): Promise<Uint8Array> =>
  take(
    session,
    { captureBeyondViewport: clip.y + clip.height > VIEWPORT.height, clip: { x: 0, ...clip } },
    scene,
  );

async function withSession<T>(
  { page, context }: Scene,
  work: (session: CDPSession) => Promise<T>,
): Promise<T> {
  const session = await context.newCDPSession(page);
  try {
    return await work(session);
  } finally {
    // The session ends with the page at the latest.
    await session.detach().catch(() => undefined);
  }
}

/** What the window shows; `scale` in device pixels a CSS pixel. */
export const shootWindow = (scene: Scene, scale: number): Promise<Uint8Array> =>
  withSession(scene, (session) => shoot(session, { y: 0, ...VIEWPORT, scale }, scene));

/** The whole page from top to bottom, up to a bound, in tiles of equal height; the last one is what is left. */
export const shootWhole = (scene: Scene): Promise<readonly Uint8Array[]> =>
  withSession(scene, async (session) => {
    const { cssContentSize } = await session.send("Page.getLayoutMetrics");
    const height = Math.min(MAX_WHOLE_HEIGHT, Math.max(VIEWPORT.height, Math.ceil(cssContentSize.height)));
    const end = performance.now() + scene.budget.left() * TILES_PART;
    const tiles: Uint8Array[] = [];
    for (let y = 0; y < height && (y === 0 || performance.now() < end); y += TILE_HEIGHT) {
      const clip = { y, width: VIEWPORT.width, height: Math.min(TILE_HEIGHT, height - y), scale: 1 };
      tiles.push(await shoot(session, clip, scene));
    }
    return tiles;
  });

const SETTLE_MS = 900;

/** The first screen as a phone lays the page out. The page is left in that form: nothing may come after it. */
export const shootPhone = (scene: Scene): Promise<Uint8Array> =>
  withSession(scene, async (session) => {
    const { width, height, scale } = PHONE;
    const browser = scene.context.browser();
    if (!browser) throw new NotMade("the browser is gone");
    const userAgent = phoneAgent(browser);
    await session.send("Emulation.setUserAgentOverride", { userAgent, platform: "Android" });
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 5 });
    await session.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: scale,
      mobile: true,
      screenWidth: width,
      screenHeight: height,
    });
    // Not through the page's own world, which it may have broken.
    await session.send("Runtime.evaluate", { expression: "scrollTo(0, 0)" });
    // The layout of phones may bring pictures of its own.
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return take(session, {}, scene);
  });
