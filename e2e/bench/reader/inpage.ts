/** What the reader bench asks inside of a page: the peers' article, texts of HTML, code blocks. */
import { Readability } from "@mozilla/readability";
import Defuddle from "defuddle/full";
import { articleText } from "../../../lib/capture/inpage/article/article-text";

/** Readability alone, as its documentation says. */
export function readWithReadability(): string {
  const copy = document.cloneNode(true) as Document;
  return new Readability<string>(copy).parse()?.content ?? "";
}

/** Defuddle alone; it works on a copy by itself and writes its own Markdown. */
export function readWithDefuddle(): { html: string; markdown: string } {
  const copy = document.cloneNode(true) as Document;
  const { content, contentMarkdown } = new Defuddle(copy, {
    url: document.URL,
    separateMarkdown: true,
    useAsync: false,
  }).parse();
  return { html: content, markdown: contentMarkdown ?? "" };
}

/** Text of some HTML with its blocks apart, the same for everybody. */
export const plainText = (html: string): string => articleText(html, [], "");

/** Columns of line numbers beside the code. */
const GUTTER = ".gutter, .rouge-gutter, .linenos, .line-numbers-rows";

function codeOf(root: ParentNode): string[] {
  return [...root.querySelectorAll("pre")]
    .filter((pre) => !pre.parentElement?.closest("pre") && !pre.closest(GUTTER))
    .map((pre) => {
      const copy = pre.cloneNode(true) as Element;
      for (const line of copy.querySelectorAll("br")) line.replaceWith("\n");
      return copy.textContent;
    })
    .filter((text) => text.trim() !== "");
}

/** Text of the page's own code blocks, inside of the first element that `selector` finds. */
export function codeOfPage(selector: string): string[] {
  const root = document.querySelector(selector);
  return root ? codeOf(root) : [];
}

export const codeOfHtml = (html: string): string[] =>
  codeOf(new DOMParser().parseFromString(html, "text/html"));
