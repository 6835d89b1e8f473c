/**
 * What the scripts inside the page hand out to the capture process: plain data, no DOM. Places where the process has to
 * put something (a resource, rewritten CSS, a frame) stand in the text as tokens `<nonce><letter><index>_`.
 */

import type { WallMark } from "./steps/wall-marks";

/** Name under which the bundled page script leaves its functions. */
export const IN_PAGE_GLOBAL = "__linksnapInPage";

/** R resource · W width of a chosen source · P whole poster attribute · C css · F frame · K canvas · S symbol · O original attribute */
const tokenLetters = ["R", "W", "P", "C", "F", "K", "S", "O"] as const;
export type TokenLetter = (typeof tokenLetters)[number];
export const isTokenLetter = (value: string): value is TokenLetter =>
  tokenLetters.some((letter) => letter === value);

export interface FrozenResource {
  readonly url: string;
  /** The bytes as a `data:` address, where the page had to read them itself (canvas, blob:, video picture). */
  readonly data: string;
  /** Width the page lays the picture out with, in CSS pixels; 0 when it does not matter. */
  readonly naturalWidth: number;
}

export interface FrozenCss {
  /** The text, or "" for a style sheet known by its address alone. */
  readonly text: string;
  readonly href: string;
  /** Address that relative addresses in it start from. */
  readonly base: string;
  readonly where: "style" | "attribute" | "svg";
}

export interface FrozenFrame {
  readonly html: string;
  readonly resources: readonly FrozenResource[];
  readonly css: readonly FrozenCss[];
  /** Symbols of other SVG files that `<use>` names; `id` is the new id in this document. */
  readonly symbols: readonly { readonly url: string; readonly id: string }[];
  /** Attributes whose value had to change, as the page had them; put back beside where a style sheet selects by them. */
  readonly originals: readonly { readonly name: string; readonly value: string }[];
  /** By canvas: border and padding around the drawing of one whose pixels the page may not read, else `null`. */
  readonly canvases: readonly (Insets | null)[];
  readonly frames: number;
  /** Names of its elements, and of their classes, ids and attributes: `div`, `.class`, `#id`, `[name`, in lower case. */
  readonly names: readonly string[];
  readonly hasCustomElements: boolean;
  readonly charset: string;
}

/** In CSS pixels. */
export interface Insets {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Property by which the capture process finds a frame or canvas again. */
export const INDEX_PROPERTY = "linksnapIndex";

export interface FreezeOptions {
  readonly nonce: string;
  /** Put first into the head. */
  readonly head: string;
  /** Whether a style sheet of another origin, which the page cannot read, has a rule with `:has()`. */
  readonly sheetsAskInside: boolean;
}

export interface PageSigns {
  readonly contentType: string;
  readonly title: string;
  /** Characters of visible text. */
  readonly textLength: number;
  /** The beginning of it. */
  readonly text: string;
  /** What of the markup of walls was found (steps/wall-marks.ts). */
  readonly marks: readonly WallMark[];
  /** The page says of itself that it is not free to read (schema.org `isAccessibleForFree`). */
  readonly isPaid: boolean;
  /** Elements that show something without text. */
  readonly pictures: number;
  readonly passwordFields: number;
}

/** Metadata as the page gives it, unchecked. */
export interface FoundFacts {
  readonly title: string;
  readonly site: string;
  readonly author: string;
  readonly published: string;
  readonly language: string;
  readonly description: string;
  /** Addresses, best first. */
  readonly icons: readonly string[];
  readonly leadImages: readonly string[];
}

export interface FoundCode {
  /** Exact text of the `<pre>`. */
  readonly text: string;
  /** As the page names it, or "". */
  readonly language: string;
}

export interface FoundArticle {
  /** Article HTML, not yet sanitised; code blocks stand as tokens of `codeToken`. */
  readonly html: string;
  readonly text: string;
  /** Its first running text, without headings, tables and code; "" where there is none. */
  readonly opening: string;
  readonly codes: readonly FoundCode[];
  readonly nonce: string;
  readonly isArticle: boolean;
  /** What the site's own marks say; "" where they say nothing. It goes before the facts of the page's head. */
  readonly facts: Pick<FoundFacts, "title" | "author" | "published" | "site" | "language">;
}

/** The word that stands for code block `index`; letters and digits only, so that no converter touches it. */
export const codeToken = (nonce: string, index: number): string => `CODE${nonce}N${index}X`;
/** Keeps the place of a code block scoring as prose, so that the extractor does not drop it. */
export const CODE_SENTENCE =
  "keeps this place in the article, with commas, so that it scores as text, and is not removed.";
