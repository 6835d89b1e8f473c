/**
 * The text of an article with the way back to its nodes, white space made even: what a passage is kept by, and how it is
 * found again in a text that was laid out anew. Labels and buttons that the app put between are no part of it.
 */
import { MAX_ANCHOR, MAX_QUOTE, type Highlight } from "../../domain/highlight";

/** Where a passage stands, in words. */
export type Passage = Pick<Highlight, "quote" | "prefix" | "suffix">;

export const BLOCKS =
  "p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, figcaption, blockquote, summary, div";
/** What the app shows between the words of the page. */
const OURS = "button, .code__bar, .mnotes";
/** Characters kept on each side of a quote. */
const AROUND = 60;
/** More places than this of one passage are not weighed. */
const MOST_PLACES = 500;

export class TextIndex {
  readonly text: string;
  readonly #nodes: Text[] = [];
  /** Of each character of `text`: its node, and its offset there. */
  readonly #node: number[] = [];
  readonly #offset: number[] = [];

  constructor(root: HTMLElement) {
    const characters: string[] = [];
    const add = (character: string, offset: number): void => {
      const isSpace = /\s/.test(character);
      if (isSpace && (characters.length === 0 || characters.at(-1) === " ")) return;
      characters.push(isSpace ? " " : character);
      this.#node.push(this.#nodes.length - 1);
      this.#offset.push(offset);
    };
    let block: Element | null = null;
    for (const node of textsIn(root)) {
      this.#nodes.push(node);
      const own = node.parentElement?.closest(BLOCKS) ?? root;
      if (own !== block) add(" ", 0);
      block = own;
      for (let offset = 0; offset < node.length; offset++) add(node.data.charAt(offset), offset);
    }
    this.text = characters.join("");
  }

  /** What lies in the range, with its surroundings; `null` when that is no text of the article. */
  passage(range: Range): Passage | null {
    let [start, end] = [this.#firstFrom(range), this.#firstAfter(range)];
    while (start < end && this.text.charAt(start) === " ") start++;
    while (end > start && this.text.charAt(end - 1) === " ") end--;
    if (end <= start) return null;
    const stop = Math.min(end, start + MAX_QUOTE);
    const around = Math.min(AROUND, MAX_ANCHOR);
    return {
      quote: this.text.slice(start, stop),
      prefix: this.text.slice(Math.max(0, start - around), start),
      suffix: this.text.slice(stop, stop + around),
    };
  }

  /** The place of a passage: of equal ones that with the likest surroundings. `null` when it is not here. */
  range({ quote, prefix, suffix }: Passage): Range | null {
    const wanted = even(quote).trim();
    if (wanted === "") return null;
    const [before, after] = [even(prefix), even(suffix)];
    let best = { at: -1, likeness: -1 };
    let at = this.text.indexOf(wanted);
    for (let n = 0; at >= 0 && n < MOST_PLACES; n++, at = this.text.indexOf(wanted, at + 1)) {
      const likeness =
        equalEnd(this.text.slice(0, at), before) + equalStart(this.text.slice(at + wanted.length), after);
      if (likeness > best.likeness) best = { at, likeness };
    }
    return best.at < 0 ? null : this.between(best.at, best.at + wanted.length);
  }

  /** The range of some characters of `text`, `end` excluded; `null` for none. */
  between(start: number, end: number): Range | null {
    const [from, to] = [this.#place(start), this.#place(end - 1)];
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset + 1);
    return range;
  }

  #place(at: number): { readonly node: Text; readonly offset: number } | null {
    const node = this.#nodes[this.#node[at] ?? -1];
    const offset = this.#offset[at];
    return node && offset !== undefined ? { node, offset } : null;
  }

  /** The first character that does not lie before the range. */
  #firstFrom = (range: Range): number => this.#search((at) => range.comparePoint(at.node, at.offset) < 0);
  /** The first character that lies behind it. */
  #firstAfter = (range: Range): number =>
    this.#search((at) => range.comparePoint(at.node, Math.min(at.offset + 1, at.node.length)) <= 0);

  /** How many characters from the start on satisfy `holds`, which holds up to some character and never after it. */
  #search(holds: (at: { readonly node: Text; readonly offset: number }) => boolean): number {
    let [low, high] = [0, this.text.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const place = this.#place(middle);
      if (place && holds(place)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function* textsIn(root: HTMLElement): Generator<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text && !node.parentElement?.closest(OURS)) yield node;
}

const even = (text: string): string => text.replaceAll(/\s+/g, " ");

function equalStart(text: string, other: string): number {
  let n = 0;
  while (n < other.length && text.charAt(n) === other.charAt(n)) n++;
  return n;
}

function equalEnd(text: string, other: string): number {
  let n = 0;
  while (n < other.length && text.charAt(text.length - 1 - n) === other.charAt(other.length - 1 - n)) n++;
  return n;
}
