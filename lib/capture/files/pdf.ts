/** A PDF by way of its preview (pdf-page.ts): what it says, and its pages drawn. Everything it answers is checked. */
import type { Scene } from "../child/scene";
import { MAX_WHOLE_HEIGHT } from "../limits";
import type { ArrivedFile } from "../probe/main-document";
import type { PdfFacts } from "./pdf-facts";
import { PDF_PARTS, showPdf } from "./preview";

/** The facts of a PDF as they may be kept: `created` is a day of ISO 8601, or "". */
export type ReadPdf = PdfFacts;

/** For its text, and for its pages; parts of the whole as well, so that a slow machine keeps time for the pictures. */
const READ = { part: 0.15, ms: 8_000 };
const DRAW = { part: 0.1, ms: 5_000 };
const MAX_TEXT = 5_000_000;

const oneLine = (value: unknown, max: number): string =>
  typeof value === "string"
    ? value
        .replaceAll(/[\s\p{Cc}]+/gu, " ")
        .trim()
        .slice(0, max)
    : "";

/** Programs put their own words where a title should be. */
const NO_TITLE =
  /^(untitled|無題|无标题|title|document\d*|microsoft (word|powerpoint) ?-.*|.*\.(docx?|pptx?|xlsx?|tex|dvi|indd|qxd|pages))$/i;

const titleOf = (value: unknown): string => {
  const title = oneLine(value, 300);
  return NO_TITLE.test(title) || title.includes("\ufffd") ? "" : title;
};

/** `D:20240131…` as a day. */
function dayOf(value: unknown): string {
  const [, year, month = "01", day = "01"] = /^D?:?(\d{4})(\d\d)?(\d\d)?/.exec(oneLine(value, 40)) ?? [];
  const iso = `${year}-${month}-${day}`;
  return year !== undefined && Number(year) >= 1900 && !Number.isNaN(Date.parse(iso)) ? iso : "";
}

function clippedParagraphs(value: unknown): string[] {
  const paragraphs: string[] = [];
  let length = 0;
  for (const one of Array.isArray(value) ? value : []) {
    if (typeof one !== "string" || length > MAX_TEXT) continue;
    const text = one.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
    length += text.length;
    if (text !== "") paragraphs.push(text);
  }
  return paragraphs;
}

/** Opens the PDF in the preview and reads it. Rejects for one that is broken or locked. */
export async function readPdf(scene: Scene, file: ArrivedFile): Promise<ReadPdf> {
  await showPdf(scene, file);
  const options = JSON.stringify({ parts: PDF_PARTS, budgetMs: scene.budget.share(READ.part, READ.ms) });
  const found: unknown = await scene.page.evaluate(`linksnapPdf.readPdf(${options})`);
  const member = (name: string): unknown =>
    typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined;
  const pages = member("pages");
  return {
    title: titleOf(member("title")),
    author: oneLine(member("author"), 300),
    created: dayOf(member("created")),
    language: oneLine(member("language"), 40),
    pages: typeof pages === "number" ? pages : 0,
    paragraphs: clippedParagraphs(member("paragraphs")),
  };
}

/** Draws the pages of the PDF that was read, below each other. Rejects when there is none. */
export async function drawPdf({ page, budget }: Scene): Promise<void> {
  const options = JSON.stringify({ maxHeight: MAX_WHOLE_HEIGHT, budgetMs: budget.share(DRAW.part, DRAW.ms) });
  const drawn: unknown = await page.evaluate(`linksnapPdf.drawPdf(${options})`);
  if (typeof drawn !== "number" || drawn < 1) throw new Error("no page could be drawn");
}
