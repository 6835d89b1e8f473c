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

const isLetterOrDigit = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
const isWordCharacter = (character: string): boolean => isLetterOrDigit(character) && !hasCjk(character);

function characterBefore(text: string, index: number): string {
  const unit = text.charCodeAt(index - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return text.slice(index - (isLowSurrogate ? 2 : 1), index);
}
const characterAt = (text: string, index: number): string =>
  String.fromCodePoint(text.codePointAt(index) ?? 0);

const breaksAt = (text: string, index: number): boolean =>
  index <= 0 ||
  index >= text.length ||
  !isWordCharacter(characterBefore(text, index)) ||
  !isWordCharacter(characterAt(text, index));

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
