/**
 * What a preview card says, and which of it can be drawn: the card's fonts have Latin, Cyrillic, Chinese and kana. A title
 * in another script is left out rather than drawn as boxes, and so are pictures in the text (emoji): no font is ever
 * fetched for them.
 */
export interface Card {
  readonly title: string;
  readonly site: string;
  /** CSS colour of the line and the dot: of the first tag, or of the site. */
  readonly colour: string;
  /** BCP 47 tag of the title, or "". */
  readonly language: string;
}

/** Asked of the maker; `id` comes back with the answer. */
export interface CardRequest {
  readonly id: number;
  readonly card: Card;
}

/** `png` is null when the card could not be drawn. */
export interface CardAnswer {
  readonly id: number;
  readonly png: ArrayBuffer | null;
}

/** Size of a card in pixels. */
export const CARD = { width: 640, height: 400 } as const;

/** Changes whenever cards are to be drawn anew. */
export const CARD_EDITION = 2;

const LONGEST = 120;
const PICTURES = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\u20e3/gu;
/** Joiners, marks of direction, spaces without width, controls: no font has a form for them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const DRAWABLE =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** A text as the card shows it, "" when it cannot be drawn. */
export function drawable(text: string): string {
  const plain = text
    .replaceAll(/\s+/g, " ")
    .replaceAll(PICTURES, "")
    .replaceAll(UNSEEN, "")
    .replaceAll(/ +/g, " ")
    .trim();
  if (!DRAWABLE.test(plain)) return "";
  const characters = Array.from(plain);
  return characters.length > LONGEST
    ? `${characters
        .slice(0, LONGEST - 1)
        .join("")
        .trimEnd()}…`
    : plain;
}

/** Pixels of the title's letters: short titles are large. Chinese takes twice the room of a letter. */
export function titleSize(title: string): number {
  const room = Array.from(title).reduce(
    (sum, one) => sum + (/[\p{Script=Han}\p{Script=Katakana}]/u.test(one) ? 2 : 1),
    0,
  );
  if (room <= 28) return 58;
  return room <= 64 ? 46 : 36;
}
