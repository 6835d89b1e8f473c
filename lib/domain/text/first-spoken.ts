/** Which language is spoken to somebody, of those there are. */

/** First of the preferred languages (BCP 47) that is one of ours (primary subtags: `zh` for `zh-Hant-TW`), or `null`. */
export function firstSpoken<const Ours extends string>(
  ours: readonly Ours[],
  preferred: readonly string[],
): Ours | null {
  for (const language of preferred) {
    const [primary] = language.toLowerCase().split("-");
    const spoken = ours.find((one) => one === primary);
    if (spoken !== undefined) return spoken;
  }
  return null;
}
