/**
 * The first letters of Chinese words in pinyin: 归档 is found by "gd". The browser's own order by pinyin tells between
 * which two letters a character stands, so no dictionary is needed; a character with several readings has its usual one.
 */

/** The first character of each letter in the order of pinyin. No syllable begins with I, U or V. */
const FIRSTS = "阿A八B嚓C哒D妸E发F旮G哈H讥J咔K垃L妈M拏N噢O妑P七Q呥R仨S他T屲W夕X丫Y帀Z";

const pairs: readonly (readonly [string, string])[] = Array.from(
  { length: FIRSTS.length / 2 },
  (_, index) => [FIRSTS[index * 2] ?? "", FIRSTS[index * 2 + 1] ?? ""],
);
const order = new Intl.Collator("zh-Hans-CN-u-co-pinyin");
const HAN = /\p{Script=Han}/u;

function letterOf(character: string): string {
  let letter = "";
  for (const [first, at] of pairs) {
    if (order.compare(first, character) > 0) break;
    letter = at;
  }
  return letter.toLowerCase();
}

/** E.g. "gdwy" for 归档网页; other characters stand as they are, in lower case and without spaces. */
export function initialsOf(text: string): string {
  return Array.from(text, (character) =>
    HAN.test(character) ? letterOf(character) : character.toLowerCase(),
  )
    .join("")
    .replaceAll(/[\s:：]/g, "");
}
