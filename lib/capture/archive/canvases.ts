/**
 * Pictures of canvases whose pixels the page may not read (drawn with another origin's pictures): taken from the
 * compositor, the content box alone.
 */
import type { ElementHandle, Frame } from "playwright";
import type { Scene } from "../child/scene";
import type { FrozenFrame } from "../frozen";

const MAX_CANVASES = 20;
const SHOT_MS = 3_000;

/** Names of the pictures by canvas index; those the page could read itself are not among them. */
export async function drawCanvases(
  frame: Frame,
  frozen: FrozenFrame,
  scene: Scene,
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  const wanted = new Set([...frozen.html.matchAll(/K(\d+)_/g)].map((match) => Number(match[1])));
  if (frozen.canvases === 0 || wanted.size === 0) return names;
  const handles = await frame.$$("canvas");
  for (const handle of handles.slice(0, MAX_CANVASES)) {
    try {
      const index = await handle.evaluate<unknown>("(element) => element.__linksnapIndex");
      if (typeof index !== "number" || !wanted.has(index)) continue;
      names.set(index, await scene.outlet.resource(await shoot(handle), "image/png"));
    } catch {
      // Hidden, or gone: it stays empty.
    }
  }
  return names;
}

/** Padding and border are drawn by the archived page's own style; only what is inside is taken. */
const CONTENT_ONLY = `(element) => {
  const style = getComputedStyle(element);
  const sum = (...names) => names.map((name) => parseFloat(style[name]) || 0);
  return sum("borderLeftWidth", "paddingLeft", "borderTopWidth", "paddingTop",
    "borderRightWidth", "paddingRight", "borderBottomWidth", "paddingBottom");
}`;

async function shoot(handle: ElementHandle<Element>): Promise<Uint8Array> {
  const edges = await handle.evaluate<number[]>(CONTENT_ONLY);
  const [bl = 0, pl = 0, bt = 0, pt = 0, br = 0, pr = 0, bb = 0, pb = 0] = edges;
  await handle.scrollIntoViewIfNeeded({ timeout: SHOT_MS });
  const box = await handle.boundingBox();
  const page = (await handle.ownerFrame())?.page();
  if (!box || !page) throw new Error("not visible");
  return page.screenshot({
    timeout: SHOT_MS,
    clip: {
      x: box.x + bl + pl,
      y: box.y + bt + pt,
      width: box.width - bl - pl - br - pr,
      height: box.height - bt - pt - bb - pb,
    },
  });
}
