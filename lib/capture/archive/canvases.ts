/**
 * Pictures of canvases whose pixels the page may not read (drawn with another origin's pictures): taken from the
 * compositor, the content box alone.
 */
import type { ElementHandle, Frame } from "playwright";
import type { Scene } from "../child/scene";
import { INDEX_PROPERTY, type FrozenFrame, type Insets } from "../frozen";

const MAX_CANVASES = 20;
const SHOT_MS = 3_000;

/** Names of the pictures by canvas index; those the page could read itself are not among them. */
export async function drawCanvases(
  frame: Frame,
  frozen: FrozenFrame,
  scene: Scene,
): Promise<Map<number, string>> {
  if (frozen.canvases.every((insets) => insets === null)) return new Map();
  try {
    return await shootAll(frame, frozen, scene);
  } finally {
    // Each was scrolled to; what is taken of the page later begins at its top.
    const top = scene.page.mainFrame().evaluate("scrollTo({ top: 0, left: 0, behavior: 'instant' })");
    await scene.budget.box("scrolling back", SHOT_MS, top).catch(() => undefined);
  }
}

async function shootAll(frame: Frame, frozen: FrozenFrame, scene: Scene): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  const handles = await frame.$$("canvas");
  for (const handle of handles) {
    if (names.size >= MAX_CANVASES) break;
    try {
      const index: unknown = await (await handle.getProperty(INDEX_PROPERTY)).jsonValue();
      const insets = typeof index === "number" ? frozen.canvases[index] : null;
      if (typeof index !== "number" || !insets) continue;
      names.set(index, await scene.outlet.resource(await shoot(handle, insets), "image/png"));
    } catch {
      // Hidden, or gone: it stays empty.
    }
  }
  return names;
}

async function shoot(handle: ElementHandle<Element>, insets: Insets): Promise<Uint8Array> {
  await handle.scrollIntoViewIfNeeded({ timeout: SHOT_MS });
  const box = await handle.boundingBox();
  const page = (await handle.ownerFrame())?.page();
  if (!box || !page) throw new Error("not visible");
  return page.screenshot({
    timeout: SHOT_MS,
    clip: {
      x: box.x + insets.left,
      y: box.y + insets.top,
      width: box.width - insets.left - insets.right,
      height: box.height - insets.top - insets.bottom,
    },
  });
}
