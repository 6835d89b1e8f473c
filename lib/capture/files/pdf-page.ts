/**
 * Reads and draws a PDF inside of the sandboxed browser, with PDF.js. Runs in the preview page only: what a hostile file
 * breaks there is the preview, which ends with its capture.
 */
import { getDocument, type PDFDocumentProxy } from "pdfjs-dist";
import type { TextItem, TextMarkedContent } from "pdfjs-dist/types/src/display/api";
import * as pdfWorker from "pdfjs-dist/build/pdf.worker.mjs";
import type { PdfFacts, PdfPage } from "./pdf-facts";

const MAX_PAGES = 1_000;
const MAX_TEXT = 5_000_000;
/** Width a page is drawn with, in CSS pixels: it stands in a window of 1280. */
const PAGE_WIDTH = 1_000;
const GAP = 20;
/** A larger step between two lines than this share of their height begins a paragraph. */
const PARAGRAPH_STEP = 1.75;

let pdf: PDFDocumentProxy | undefined;

const isText = (item: TextItem | TextMarkedContent): item is TextItem => "str" in item;

interface Line {
  readonly text: string;
  readonly y: number;
  readonly height: number;
}

/** The lines of a page in the order in which they were written. */
function linesOf(items: readonly (TextItem | TextMarkedContent)[]): Line[] {
  const lines: Line[] = [];
  let text = "";
  let first: TextItem | undefined;
  const end = (): void => {
    if (first && text.trim() !== "")
      lines.push({ text: text.trim(), y: Number(first.transform[5] ?? 0), height: first.height || 10 });
    text = "";
    first = undefined;
  };
  for (const item of items) {
    if (!isText(item)) continue;
    if (item.str.trim() !== "") first ??= item;
    text += item.str;
    if (item.hasEOL) end();
  }
  end();
  return lines;
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Two lines of one paragraph: a word that was divided is whole again, CJK lines meet without a space. */
function join(text: string, next: string): string {
  if (/[a-z]-$/.test(text) && /^[a-z]/.test(next)) return text.slice(0, -1) + next;
  const meet = WIDE.test(text.at(-1) ?? "") && WIDE.test(next[0] ?? "");
  return text + (meet ? "" : " ") + next;
}

function paragraphsOf(lines: readonly Line[]): string[] {
  const paragraphs: string[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const step = before ? before.y - line.y : Number.POSITIVE_INFINITY;
    const isNext = before && step >= 0 && step <= Math.max(before.height, line.height) * PARAGRAPH_STEP;
    const last = paragraphs.at(-1);
    if (isNext && last !== undefined && Math.abs((before?.height ?? 0) - line.height) < 1.5)
      paragraphs[paragraphs.length - 1] = join(last, line.text);
    else paragraphs.push(line.text);
    before = line;
  }
  return paragraphs;
}

async function textOf(document: PDFDocumentProxy, end: number): Promise<string[]> {
  const paragraphs: string[] = [];
  let length = 0;
  for (let i = 1; i <= Math.min(MAX_PAGES, document.numPages); i++) {
    if (performance.now() > end || length > MAX_TEXT) break;
    const page = await document.getPage(i);
    const found = paragraphsOf(linesOf((await page.getTextContent()).items));
    length += found.reduce((sum, one) => sum + one.length, 0);
    paragraphs.push(...found);
    page.cleanup();
  }
  return paragraphs;
}

const textMember = (info: object, name: string): string => {
  const value: unknown = Reflect.get(info, name);
  return typeof value === "string" ? value.slice(0, 1000) : "";
};

const readPdf: PdfPage["readPdf"] = async ({ parts, budgetMs }): Promise<PdfFacts> => {
  const end = performance.now() + budgetMs;
  pdf = await getDocument({
    url: "/file",
    cMapUrl: `${parts}cmaps/`,
    standardFontDataUrl: `${parts}standard_fonts/`,
    wasmUrl: `${parts}wasm/`,
    iccUrl: `${parts}iccs/`,
    disableRange: true,
    disableStream: true,
    enableXfa: false,
    isEvalSupported: false,
    maxImageSize: 64 * 1024 * 1024,
  }).promise;
  const { info } = await pdf.getMetadata();
  return {
    title: textMember(info, "Title"),
    author: textMember(info, "Author"),
    created: textMember(info, "CreationDate"),
    language: textMember(info, "Language"),
    pages: pdf.numPages,
    paragraphs: await textOf(pdf, end),
  };
};

async function drawPage(document: PDFDocumentProxy, number: number): Promise<number> {
  const page = await document.getPage(number);
  const width = page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale: PAGE_WIDTH / width });
  const canvas = globalThis.document.createElement("canvas");
  canvas.width = PAGE_WIDTH;
  canvas.height = Math.ceil(viewport.height);
  globalThis.document.body.append(canvas);
  await page.render({ canvas, viewport }).promise;
  page.cleanup();
  return canvas.height + GAP;
}

const drawPdf: PdfPage["drawPdf"] = async ({ maxHeight, budgetMs }) => {
  if (!pdf) return 0;
  const end = performance.now() + budgetMs;
  let height = GAP;
  let drawn = 0;
  while (drawn < pdf.numPages && height < maxHeight && performance.now() < end) {
    height += await drawPage(pdf, drawn + 1);
    drawn++;
  }
  return drawn;
};

// Without it PDF.js would fetch its worker: here there is nobody to fetch from.
Object.defineProperty(globalThis, "pdfjsWorker", { value: pdfWorker });
Object.defineProperty(globalThis, "linksnapPdf", { value: { readPdf, drawPdf } satisfies PdfPage });
