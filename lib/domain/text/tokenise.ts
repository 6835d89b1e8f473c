/**
 * The one tokeniser, used when a text is indexed and when a query is read, so that both always cut alike. Han, kana and
 * Hangul become overlapping pairs of characters; everything else becomes words of letters and digits. No dictionary and
 * no locale is involved, so every device cuts the same text the same way.
 */
import { fold } from "./fold";

/** The long-vowel mark ー belongs to two scripts and therefore to neither by name. */
const CJK = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u30fc";
const HAS_CJK = new RegExp(`[${CJK}]`, "u");
const RUN = new RegExp(`([${CJK}]+)|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const COUNTED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc])[\p{L}\p{N}\p{M}])+(?:['’-][\p{Script=Latin}\p{N}]+|[.,]\p{N}+)*/gu;

/** Whether a text has Han, kana or Hangul in it. */
export const hasCjk = (text: string): boolean => HAS_CJK.test(text);

/** A piece of a text that is cut as one: a word or number, or CJK characters that follow each other. */
export interface Run {
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  readonly isCjk: boolean;
}

/** The runs of a folded text in order; what lies between them are spaces and signs. */
export function* runsOf(folded: string): Generator<Run> {
  for (const match of folded.matchAll(RUN))
    yield { text: match[0], start: match.index, isCjk: match[1] !== undefined };
}

/** Tokens of a text in order, folded: pairs of CJK characters (one alone stays single), words and numbers. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const run of runsOf(fold(text))) {
    if (run.isCjk) pushPairs(found, Array.from(run.text));
    else found.push(run.text);
  }
  return found;
}

function pushPairs(found: string[], characters: readonly string[]): void {
  if (characters.length === 1) found.push(...characters);
  for (let i = 1; i < characters.length; i++) found.push(`${characters[i - 1]}${characters[i]}`);
}

/** Length of a text as a reader feels it: words of alphabetic scripts plus Han and kana characters. */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(COUNTED)) count++;
  return count;
}
