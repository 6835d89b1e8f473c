/** Compares texts as bags of words: what share of the words is right, whatever their order. */

/** Words of scripts that divide them, single characters of those that do not, single marks. */
export const tokensOf = (text: string): string[] =>
  text
    .normalize("NFC")
    .match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}]/gu,
    ) ?? [];

/** Harmonic mean of precision and recall, 0 to 1; two empty texts are equal. */
export function tokenF1(expected: string, got: string): number {
  const [wanted, given] = [tokensOf(expected), tokensOf(got)];
  if (wanted.length === 0 || given.length === 0) return wanted.length === given.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const token of wanted) left.set(token, (left.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of given) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    common++;
  }
  return (2 * common) / (wanted.length + given.length);
}
