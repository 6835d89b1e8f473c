/**
 * Articles made from a seed, half English-like, half Chinese: words as frequent as they are in languages (the n-th about
 * 1/n), sentences, 1,000 words or characters each. For benches.
 */

const LETTERS = "etaoinshrdlucmfwypvbgkjqxz";
const LATIN_WORDS = 60_000;
const HAN_WORDS = 30_000;
const HAN = 3500;
const FIRST_HAN = 0x4e00;
const LENGTH = 1000;

/** A number below `n`, small ones more often: the chance of k falls as 1/k. */
const often = (random: () => number, n: number): number =>
  Math.min(n - 1, Math.floor(Math.exp(random() * Math.log(n)) - 1));

function latinWord(random: () => number): string {
  const length = 2 + Math.floor((random() + random()) * 5);
  return Array.from({ length }, () => LETTERS.charAt(often(random, LETTERS.length))).join("");
}

function hanWord(random: () => number): string {
  const chance = random();
  const length = chance < 0.65 ? 2 : chance < 0.9 ? 1 : 3;
  return Array.from({ length }, () => String.fromCodePoint(FIRST_HAN + often(random, HAN) * 5)).join("");
}

/** Gives one article after the other. */
export function articlesFrom(random: () => number): () => string {
  const latin = Array.from({ length: LATIN_WORDS }, () => latinWord(random));
  const han = Array.from({ length: HAN_WORDS }, () => hanWord(random));
  let isHan = false;
  return () => {
    isHan = !isHan;
    return isHan ? hanText(random, han) : latinText(random, latin);
  };
}

function latinText(random: () => number, words: readonly string[]): string {
  let text = "";
  for (let i = 0; i < LENGTH; i++)
    text += `${words[often(random, words.length)] ?? ""}${random() < 0.1 ? ", " : " "}`;
  return text;
}

function hanText(random: () => number, words: readonly string[]): string {
  let text = "";
  while (text.length < LENGTH)
    text += `${words[often(random, words.length)] ?? ""}${random() < 0.12 ? "，" : ""}`;
  return text;
}
