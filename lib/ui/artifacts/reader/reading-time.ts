/** How long a text takes to read, from its length and language. */

/** Languages counted by character; a snapshot counts their characters as words. */
const BY_CHARACTER = /^(?:zh|ja|ko)\b/i;
/** Usual silent reading speeds, rounded: words a minute, and characters a minute for Chinese. */
const WORDS_A_MINUTE = 230;
const CHARACTERS_A_MINUTE = 400;

/** Minutes, at least 1; 0 for a text without words. `language` is a BCP 47 tag or "". */
export function readingMinutes(words: number, language: string): number {
  if (words <= 0) return 0;
  const speed = BY_CHARACTER.test(language) ? CHARACTERS_A_MINUTE : WORDS_A_MINUTE;
  return Math.max(1, Math.round(words / speed));
}
