/**
 * What a person brings as a page, told apart by itself: a file by its name and beginning, a paste by its forms. Plain text
 * becomes paragraphs. Nothing is parsed here: the capture process reads it behind its walls.
 */
import { MAX_BROUGHT, type BroughtType } from "../../../domain/capture";

export interface BroughtPage {
  readonly type: BroughtType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export type BringProblem = "empty" | "too-large" | "not-a-page" | "unreadable";
export type ReadPage =
  | { readonly kind: "page"; readonly page: BroughtPage }
  | { readonly kind: "problem"; readonly problem: BringProblem };

const problem = (name: BringProblem): ReadPage => ({ kind: "problem", problem: name });
const page = (type: BroughtType, bytes: Uint8Array<ArrayBuffer>): ReadPage => ({
  kind: "page",
  page: { type, bytes },
});

const HEAD = 4096;

/** The form of a file, by what stands in it; its name only helps where that is unclear. */
export function typeOfFile(name: string, head: string): BroughtType | null {
  if (/^(?:[\w-]+:[^\n]*\n[ \t]?)*content-type:\s*multipart\/related/im.test(head))
    return "multipart/related";
  if (
    /^\s*(?:\uFEFF|ï»¿)?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|title|meta|article|div|p|h1|table|ul|span)\b/i.test(
      head,
    )
  )
    return "text/html";
  if (/\.(?:xhtml|xht)$/i.test(name) && head.includes("<")) return "application/xhtml+xml";
  return /\.html?$/i.test(name) && head.includes("<") ? "text/html" : null;
}

export async function readFile(file: File): Promise<ReadPage> {
  if (file.size === 0) return problem("empty");
  if (file.size > MAX_BROUGHT) return problem("too-large");
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    // One byte a character: enough to see what it is, in every encoding but UTF-16.
    const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, HEAD)).replaceAll("\u0000", "");
    const type = typeOfFile(file.name, head);
    return type ? page(type, bytes) : problem("not-a-page");
  } catch {
    return problem("unreadable"); // moved or changed since it was chosen
  }
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign);

/** Paragraphs of a plain text, under the title of the link. */
export function pageOfText(text: string, title: string): string {
  const paragraphs = text
    .split(/\r?\n\s*\r?\n/)
    .map((one) => `<p>${escaped(one.trim()).replaceAll(/\r?\n/g, "<br>")}</p>`);
  return frameOf(`<h1>${escaped(title)}</h1>\n${paragraphs.join("\n")}`, title);
}

const frameOf = (body: string, title: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body><article>${body}</article></body></html>`;

/** A paste: its HTML, or its text, which may be the source of a page. */
export function readPaste(forms: { readonly html: string; readonly text: string }, title: string): ReadPage {
  const html = forms.html.trim();
  const text = forms.text.trim();
  if (html === "" && text === "") return problem("empty");
  const isSource = typeOfFile("", text.slice(0, HEAD)) === "text/html";
  const source = isSource ? text : html === "" ? pageOfText(text, title) : withTitle(html, title);
  const bytes = new TextEncoder().encode(source);
  return bytes.length > MAX_BROUGHT ? problem("too-large") : page("text/html", bytes);
}

/** What browsers put on the clipboard is a piece of a page without its title. */
const withTitle = (html: string, title: string): string =>
  /<title\b/i.test(html) ? html : frameOf(html.replace(/<!--(?:Start|End)Fragment-->/g, ""), title);
