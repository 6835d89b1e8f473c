/**
 * Finding a folded word in a folded text, the same way for matching a query and for marking its hits: a word is found
 * where a word begins (`cat` in `category`, not in `concat`); CJK text has no such borders and is found anywhere.
 */
import { hasCjk } from "./tokenise";

export interface Needle {
  /** Folded text to find. */
  readonly text: string;
  /** True when the last word may go on (prefix); false when it must end there. */
  readonly open: boolean;
}

/** Marks belong to the letter before them, as in Hindi or Thai: no word ends in front of one. */
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const isAsciiWord = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);
const isLowHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Whether the character that begins at an index is a letter or digit of a script with spaces between its words. */
function isWordAt(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 128) return isAsciiWord(unit);
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
  return WORD_CHARACTER.test(character) && !hasCjk(character);
}
const isWordBefore = (text: string, index: number): boolean =>
  isWordAt(text, index - (isLowHalf(text.charCodeAt(index - 1)) ? 2 : 1));

/** Whether a word may begin or end in front of the character at an index. */
export const breaksAt = (text: string, index: number): boolean =>
  index <= 0 || index >= text.length || !isWordBefore(text, index) || !isWordAt(text, index);

/** Where the needle first stands in the text at or after `from`, or -1. */
export function findNeedle(text: string, needle: Needle, from = 0): number {
  const { text: wanted, open } = needle;
  if (wanted === "") return -1;
  let index = text.indexOf(wanted, from);
  while (index >= 0) {
    if (breaksAt(text, index) && (open || breaksAt(text, index + wanted.length))) return index;
    index = text.indexOf(wanted, index + 1);
  }
  return -1;
}
