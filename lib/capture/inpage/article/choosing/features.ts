/** Counts what quality.ts and kind.ts judge by, in the HTML an extractor found and in the live page. */
import { CODE_SENTENCE } from "../../../frozen";
import type { CardTexts } from "../cards";
import type { PageSignsOfText } from "../kind";
import type { Features } from "./quality";

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const BOILERPLATE =
  /^(?:related(?: (?:articles|posts|stories|content))?|read more|more from|you (?:may|might) also like|recommended|trending|most (?:read|popular)|sign up|newsletter|subscribe|相关(?:阅读|推荐|文章)|推荐阅读|热门(?:文章|推荐)|猜你喜欢)/i;
const SENTENCE = /[.!?。！？…;；:：]["'”’»」』)）\]]?(?:\[\d+\])*$/;
/** Who owns a page and under which terms is no text of it. */
const LEGAL = /^(?:©|\(c\)|copyright)|all rights reserved|licensed under|版权所有|著作权/i;
const MIN_BLOCK = 50;
const MIN_BLOCK_CJK = 20;

const isCjk = (text: string): boolean => (text.match(CJK)?.length ?? 0) * 2 > text.length;
const folded = (text: string): string => text.replace(/\s+/g, " ").trim();
const lengthOf = (elements: Iterable<Element>): number =>
  [...elements].reduce((sum, element) => sum + folded(element.textContent).length, 0);

/** Links that lead away; those within the page belong to the text. */
const AWAY = "a[href]:not([href^='#'])";

export const featuresOf = (body: HTMLElement): Features => ({
  text: folded(body.textContent).length,
  linked: lengthOf(body.querySelectorAll(AWAY)),
  kept:
    body.querySelectorAll("table, figure, math").length + body.textContent.split(CODE_SENTENCE).length - 1,
  controls: body.querySelectorAll("input, select, textarea, button").length,
  boilerplate: [...body.querySelectorAll("h2, h3, h4, h5, h6, strong")].filter(({ textContent }) =>
    BOILERPLATE.test(textContent.trim()),
  ).length,
});

const BLOCKS = "p, li, dd, td, blockquote, figcaption, div, section, article, body";

/** The element's own words, without those of blocks inside it. */
function ownText(block: Element): { text: string; linked: number } {
  let text = "";
  let linked = 0;
  for (const child of block.childNodes) {
    const isInner =
      child instanceof Element && (child.matches(BLOCKS) || child.querySelector(BLOCKS) !== null);
    if (isInner) continue;
    text += child.textContent ?? "";
    if (child instanceof Element)
      linked += child.matches(AWAY)
        ? folded(child.textContent).length
        : lengthOf(child.querySelectorAll(AWAY));
  }
  return { text: folded(text), linked };
}

interface Prose {
  readonly all: number;
  readonly inCards: number;
  readonly cards: number;
}

/** Running text: blocks of some length that end as a sentence does and are no links. */
function proseOf(body: HTMLElement, texts: CardTexts): Prose {
  let all = 0;
  let inCards = 0;
  const cards = new Set<number>();
  for (const block of [body, ...body.querySelectorAll(BLOCKS)]) {
    const { text, linked } = ownText(block);
    if (!isProse(text, linked)) continue;
    all += text.length;
    const card = texts.get(text);
    if (card === undefined) continue;
    inCards += text.length;
    cards.add(card);
  }
  return { all, inCards, cards: cards.size };
}

function isProse(text: string, linked: number): boolean {
  const min = isCjk(text) ? MIN_BLOCK_CJK : MIN_BLOCK;
  const isText = text.length >= min && SENTENCE.test(text) && !LEGAL.test(text);
  return isText && linked * 2 < text.length && !text.includes(CODE_SENTENCE);
}

/** How much of the page's own words are links, from 0 to 1. */
function shareOfLinks(): number {
  const all = folded(document.body?.textContent ?? "").length;
  return all === 0 ? 0 : lengthOf(document.querySelectorAll(`body ${AWAY}`)) / all;
}

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

/** `body` is the article found in this page, `codes` how many of its code blocks it has, `texts` what stands in cards. */
export function signsOf(body: HTMLElement, codes: number, texts: CardTexts): PageSignsOfText {
  const text = folded(body.textContent);
  const { all, inCards, cards } = proseOf(body, texts);
  return {
    prose: all,
    inCards,
    cards,
    text: text.length,
    linked: lengthOf(body.querySelectorAll(AWAY)),
    pageLinked: shareOfLinks(),
    isCjk: isCjk(text),
    codes,
    passwords: [...document.querySelectorAll("input[type=password]")].filter(isShown).length,
    isHome: location.pathname === "/" && location.search === "",
  };
}
