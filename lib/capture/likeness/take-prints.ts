/**
 * Takes the prints of the page as the last thing of its capture: by them a later capture is known to have found the same
 * page. A page that does not answer has none, and is simply captured anew next time.
 */
import { createHash } from "node:crypto";
import type { Prints } from "../../domain/snapshot";
import type { Scene } from "../child/scene";
import { VIEWPORT } from "../limits";
import { lookOf } from "./look";
import { readGrey } from "./png";
import { steady, steadyName, steadyPage } from "./volatile";

const PIECES_MS = 3_000;
const LOOK_MS = 4_000;
const FRAMES_MS = 1_000;
const MAX_FRAMES = 40;
/** Of a taller page the beginning is looked at, in CSS pixels. */
const MAX_HEIGHT = 8_000;
const SCALE = 0.1;

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The print of an article's plain text, "" where there is none. */
export const textPrint = (article: string): string => (article === "" ? "" : hashOf(steady(article)));

/** The print of what lies in frames; what does not answer in time says nothing. */
async function takeFrames({ page, inPage }: Scene): Promise<string> {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  const texts = await Promise.all(
    frames
      .slice(0, MAX_FRAMES)
      .map((frame) => inPage.call(frame, { name: "pagePieces", ms: FRAMES_MS }).catch(() => null)),
  );
  return hashOf(texts.map((pieces) => (pieces ? steadyPage(pieces.text) : "")).join("\n"));
}

/** `article`: its plain text, "" where there is none. Never rejects. */
export async function takePrints(scene: Scene, article: string): Promise<Prints> {
  const { page, inPage, budget } = scene;
  const text = textPrint(article);
  try {
    const pieces = await inPage.call(page.mainFrame(), { name: "pagePieces", ms: PIECES_MS });
    const lines = [steadyPage(pieces.text), ...pieces.pictures.map(steadyName)];
    const look = await budget.box("looking at the page", LOOK_MS, takeLook(scene)).catch(() => "");
    return { text, page: hashOf(lines.join("\n")), look, rest: await takeFrames(scene) };
  } catch {
    return { text, page: "", look: "" }; // it does not let itself be asked any more
  }
}

async function takeLook({ page, context }: Scene): Promise<string> {
  const session = await context.newCDPSession(page);
  try {
    const { cssContentSize } = await session.send("Page.getLayoutMetrics");
    const whole = Math.max(VIEWPORT.height, Math.ceil(cssContentSize.height));
    const height = Math.min(MAX_HEIGHT, whole);
    const { data } = await session.send("Page.captureScreenshot", {
      format: "png",
      captureBeyondViewport: height > VIEWPORT.height,
      clip: { x: 0, y: 0, width: VIEWPORT.width, height, scale: SCALE },
    });
    const picture = readGrey(Buffer.from(data, "base64"));
    return picture ? lookOf(picture, whole) : "";
  } finally {
    // The session ends with the page at the latest.
    await session.detach().catch(() => undefined);
  }
}
