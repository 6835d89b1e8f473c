/**
 * Folding: the form in which texts are compared and searched. Upper and lower case, full and half width, accents of
 * Latin and Greek letters and typographic quotes and dashes become equal; Han, kana, Hangul and all other letters stay
 * themselves. Folding twice changes nothing. It may change lengths; `foldWithOffsets` says where each folded
 * character came from.
 */

/** Letters that Unicode does not decompose, and marks that people type in several ways. */
const EQUALS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ħ: "h",
  ŧ: "t",
  þ: "th",
  ı: "i",
  ς: "σ",
  "‘": "'",
  "’": "'",
  ʼ: "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "‐": "-",
  "–": "-",
  "—": "-",
  "−": "-",
};
const EQUAL = new RegExp(`[${Object.keys(EQUALS).join("")}]`, "g");
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;
/** Soft hyphen, zero-width space, word joiner, byte order mark: seen by nobody, so never part of a comparison. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
/** Texts that only need lower case: ASCII, Han, common kana and CJK punctuation. Most texts, and much faster. */
const PLAIN =
  /^[\t\n\r -~\u3001-\u3002\u3005-\u3011\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff]*$/;

/** The form of a text in which comparison and search happen. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(ACCENTS, "$1")
    .replace(EQUAL, (mark) => EQUALS[mark] ?? mark)
    .normalize("NFC");
}

/**
 * Pieces that fold independently of each other: a character with its combining marks (and the few letters of Thai, Lao
 * and kana that fold into such), or a run of Hangul letters (they join into syllables).
 */
const TAIL = "[\\p{M}\\u0e33\\u0eb3\\uff9e\\uff9f\\u00ad\\u200b\\u2060\\ufeff]*";
const HANGUL = "[\\u1100-\\u11ff\\u3131-\\u318e\\u3260-\\u327f\\ua960-\\ua97c\\uac00-\\ud7fb\\uffa0-\\uffdc]";
const PIECE = new RegExp(`(?:${HANGUL}${TAIL})+|[^]${TAIL}`, "gu");

export interface FoldedText {
  readonly folded: string;
  /** For each UTF-16 unit of `folded`, and one past its end: where its piece begins in the text. */
  readonly starts: readonly number[];
  /** For each UTF-16 unit of `folded`: where its piece ends in the text. */
  readonly ends: readonly number[];
}

/** Folds a text and keeps, for every folded character, the piece of the text it stands for. */
export function foldWithOffsets(text: string): FoldedText {
  let folded = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(PIECE)) {
    const piece = fold(match[0]);
    for (let i = 0; i < piece.length; i++) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
    folded += piece;
  }
  starts.push(text.length);
  return { folded, starts, ends };
}
