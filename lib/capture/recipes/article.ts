/** The article as HTML, Markdown and plain text. */
import { restoreCodeInHtml, restoreCodeInMarkdown } from "../reader/code";
import { htmlToMarkdown } from "../reader/markdown";
import type { FoundArticle } from "../frozen";
import type { Reading } from "../steps/read";
import { NotMade, utf8, type Recipe } from "./recipe";

const BOX_MS = 8_000;

function articleOf({ article, html }: Reading): FoundArticle {
  if (!article) throw new NotMade("the page could not be read in time");
  if (html === "") throw new NotMade("there is no text on the page");
  return article;
}

export const reader: Recipe<Uint8Array> = {
  step: "read",
  boxMs: BOX_MS,
  make: async (_scene, reading) => {
    const { codes, nonce } = articleOf(reading);
    return utf8(restoreCodeInHtml(reading.html, codes, nonce));
  },
};

export const markdown: Recipe<Uint8Array> = {
  step: "read",
  boxMs: BOX_MS,
  make: async (_scene, reading) => {
    const { codes, nonce } = articleOf(reading);
    const title = reading.facts.title === "" ? "" : `# ${reading.facts.title}\n\n`;
    return utf8(`${title}${restoreCodeInMarkdown(htmlToMarkdown(reading.html), codes, nonce)}\n`);
  },
};

export const text: Recipe<Uint8Array> = {
  step: "read",
  boxMs: BOX_MS,
  make: async (_scene, reading) => utf8(articleOf(reading).text),
};
