/** The verdict over a captured page: what it lacks, in figures, and the prints by which it is known again. */
import type { Prints, Shortfall } from "../../domain/snapshot";
import type { Scene } from "../child/scene";
import { takePrints, textPrint } from "../likeness/take-prints";
import { countWords } from "../reader/facts";
import { readSigns } from "../steps/judge";
import type { Reading } from "../steps/read";
import { shortfallsOf, type PageQuality } from "./shortfalls";

const COUNT_MS = 2_000;
/** Kept back, so that the capture can still say what it has. */
const END_MS = 500;
/** Documents longer than this are not searched for words, in characters. */
const MAX_DOCUMENT = 5_000_000;

export interface Measured {
  readonly verdict: "good" | "partial";
  readonly shortfalls: readonly Shortfall[];
  readonly prints: Prints;
}

/** A page that nothing is known of but what came of it. */
const unknown = { pictures: { failed: 0, all: 0 }, shownWords: 0, sentWords: 0 } as const;

/**
 * The last step of a capture: the page is not what it was afterwards. `missing`: artifacts that were not made. What was
 * made is not lost for want of figures: never rejects, and ends before the budget does.
 */
export async function measurePage(scene: Scene, reading: Reading, missing: number): Promise<Measured> {
  const { budget, trail } = scene;
  const text = reading.article?.text ?? "";
  const inTime = <T>(what: string, work: Promise<T>, otherwise: T): Promise<T> =>
    budget.box(what, budget.left() - END_MS, work).catch(() => otherwise);
  const quality = await inTime("the figures", figuresOf(scene), unknown);
  const prints = await inTime("the prints", takePrints(scene, text), {
    text: textPrint(text),
    page: "",
    look: "",
  });
  const shortfalls = shortfallsOf({ ...quality, isCut: trail.isCut, isBounded: trail.isBounded, missing });
  return { verdict: shortfalls.length > 0 ? "partial" : "good", shortfalls, prints };
}

const figuresOf = async (scene: Scene): Promise<Omit<PageQuality, "isCut" | "isBounded" | "missing">> => ({
  pictures: await countPictures(scene),
  ...(await countText(scene)),
});

const countPictures = ({ page, inPage }: Scene): Promise<{ failed: number; all: number }> =>
  inPage
    .call(page.mainFrame(), { name: "pictureCount", ms: COUNT_MS })
    // A page that does not answer is not blamed for its pictures.
    .catch(() => ({ failed: 0, all: 0 }));

/** For the bytes of the page's document, as the browser read them. */
async function decoderOf({ page }: Scene): Promise<TextDecoder> {
  const charset: unknown = await page.mainFrame().evaluate<unknown>("document.characterSet");
  try {
    return new TextDecoder(typeof charset === "string" ? charset : "utf-8");
  } catch {
    return new TextDecoder(); // a name the page made up
  }
}

/** What the page shows against what its own document says. What a script adds is a gain and never missed. */
async function countText(scene: Scene): Promise<{ shownWords: number; sentWords: number }> {
  const signs = await readSigns(scene);
  const document = await scene.resources.received(scene.page.url().replace(/#.*$/, ""));
  if (!signs || !document || document.bytes.length > MAX_DOCUMENT) return { shownWords: 0, sentWords: 0 };
  const sentWords = countWords(textOfHtml((await decoderOf(scene)).decode(document.bytes)));
  // `text` is the beginning of a long page; the rest counts by its length.
  const rest = signs.textLength > signs.text.length ? signs.textLength / Math.max(1, signs.text.length) : 1;
  return { shownWords: Math.round(countWords(signs.text) * rest), sentWords };
}

const UNSEEN = /<(script|style|template|noscript|svg|head|select|nav|footer|textarea)\b[\s\S]*?<\/\1\s*>/gi;

/** Text of a document, roughly: enough to tell an article from a shell. */
const textOfHtml = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(UNSEEN, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&[#\w]{1,12};/g, " ");
