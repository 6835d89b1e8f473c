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

/** Box inside of border and padding, which the archived page draws by its own style. Coordinates of the frame's window. */
const CONTENT_INSETS = `(element) => {
  const style = getComputedStyle(element);
  const sum = (...names) => names.reduce((all, name) => all + (parseFloat(style[name]) || 0), 0);
  return {
    left: sum("borderLeftWidth", "paddingLeft"),
    top: sum("borderTopWidth", "paddingTop"),
    right: sum("borderRightWidth", "paddingRight"),
    bottom: sum("borderBottomWidth", "paddingBottom"),
  };
}`;

interface Insets {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

async function shoot(handle: ElementHandle<Element>): Promise<Uint8Array> {
  const insets = await handle.evaluate<Insets>(CONTENT_INSETS);
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
