/** Texts as reader documents: prose in paragraphs, everything whose lines matter as one block, exact to the character. */
import { disarmNames } from "../../domain/compose";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A reader document larger than this is slow to open; the plain text beside it is whole. */
const MAX_READER = 2_000_000;

const LANGUAGES: readonly (readonly [test: RegExp, language: string])[] = [
  [/json/, "json"],
  [/xml|rss|atom/, "xml"],
  [/yaml/, "yaml"],
  [/html/, "html"],
  [/markdown/, "markdown"],
];

/** Mostly whole sentences: lines that end in the middle of one, or are long, and few signs of code or tables. */
function isProse(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const coded = lines.filter((line) =>
    /^\s{2,}\S|^\t|[{};]\s*$|^[#<>|+-]|\t|\s{3,}\S|\|.*\|/.test(line),
  ).length;
  return lines.length > 0 && coded / lines.length < 0.1;
}

const paragraph = (text: string): string => `<p>${escape(text).replaceAll("\n", "<br>")}</p>`;

const block = (text: string, language: string): string =>
  `<pre><code${language ? ` class="language-${language}"` : ""}>${escape(text)}</code></pre>`;

/** Text of a file as reader HTML; "" for one without text. */
export function readerOfText(text: string, mediaType: string): string {
  const shown = text.length > MAX_READER ? `${text.slice(0, MAX_READER)}\n…` : text;
  if (shown.trim() === "") return "";
  const language = LANGUAGES.find(([test]) => test.test(mediaType))?.[1] ?? "";
  const isPlain = mediaType === "text/plain" && isProse(shown);
  const html = isPlain
    ? shown
        .split(/\n[ \t]*\n\s*/)
        .filter((part) => part.trim() !== "")
        .map((part) => paragraph(part.trim()))
        .join("\n")
    : block(shown, language);
  return disarmNames(html);
}

/** Paragraphs of a document as reader HTML. */
export const readerOfParagraphs = (paragraphs: readonly string[]): string => {
  const html = paragraphs.map(paragraph).join("\n");
  return disarmNames(html.length > MAX_READER ? html.slice(0, html.lastIndexOf("<p>", MAX_READER)) : html);
};
