/**
 * The encoding of a text by its bytes. A byte order mark decides, then whether the bytes are UTF-8, then what the text
 * would be in each of the East Asian encodings: the right one gives the characters that its languages use most.
 */

/** Lead and trail bytes of one encoding's characters, and which of them are everyday ones. */
interface Script {
  readonly charset: string;
  /** Its everyday characters lie within those of the wider tables: where it fits, it is meant. */
  readonly isNarrow: boolean;
  /** Share of the non-ASCII characters that must be everyday ones for the encoding to be believed. */
  readonly least: number;
  readonly isEveryday: (lead: number, trail: number) => boolean;
}

const between = (value: number, low: number, high: number): boolean => value >= low && value <= high;
const at = (lead: number, trail: number): number => lead * 256 + trail;

/**
 * The everyday parts of the code tables: the Hangul of KS X 1001, kana and JIS level 1, GB 2312 level 1, Big5 level 1.
 */
const SCRIPTS: readonly Script[] = [
  {
    charset: "euc-kr",
    isNarrow: true,
    least: 0.9,
    isEveryday: (l, t) => between(l, 0xb0, 0xc8) && t >= 0xa1,
  },
  {
    charset: "euc-jp",
    isNarrow: true,
    least: 0.8,
    isEveryday: (l, t) => (l === 0xa4 || l === 0xa5 || between(l, 0xb0, 0xcf)) && t >= 0xa1,
  },
  {
    charset: "shift_jis",
    isNarrow: true,
    least: 0.8,
    isEveryday: (l, t) =>
      between(at(l, t), 0x829f, 0x82f1) ||
      between(at(l, t), 0x8340, 0x8396) ||
      between(at(l, t), 0x889f, 0x9872),
  },
  {
    charset: "gb18030",
    isNarrow: false,
    least: 0.6,
    isEveryday: (l, t) => between(l, 0xb0, 0xd7) && t >= 0xa1,
  },
  {
    charset: "big5",
    isNarrow: false,
    least: 0.6,
    isEveryday: (l, t) => between(at(l, t), 0xa440, 0xc67e),
  },
];

/** Enough of a text to judge it by. */
const SAMPLE = 256 * 1024;
/** Fewer characters of an encoding than this prove nothing. */
const LEAST_CHARACTERS = 3;

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : null;
}

/** Real pages have broken places: a comment cut at half a character, an advertisement in another encoding. */
const MOST_BROKEN = 0.01;

/** Whether the bytes are text of an encoding, but for a few broken places. A character may be cut off at the end. */
export function isWhole(bytes: Uint8Array, charset: string): boolean {
  try {
    const text = new TextDecoder(charset).decode(bytes, { stream: true });
    const others = text.match(/\P{ASCII}/gu) ?? [];
    return others.filter((character) => character === "\ufffd").length <= others.length * MOST_BROKEN;
  } catch {
    // An encoding that nobody knows.
    return false;
  }
}

interface Counted {
  readonly characters: number;
  readonly everyday: number;
  readonly kana: number;
}

/** Counts the two-byte characters outside of punctuation and full-width letters. */
function count(bytes: Uint8Array, { charset, isEveryday }: Script): Counted {
  let [characters, everyday, kana] = [0, 0, 0];
  for (let i = 0; i + 1 < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (isAlone(charset, lead)) continue;
    const trail = bytes[++i] ?? 0;
    if (isPunctuation(charset, lead)) continue;
    characters++;
    if (isEveryday(lead, trail)) everyday++;
    if (isKana(charset, lead, trail)) kana++;
  }
  return { characters, everyday, kana };
}

/** One byte is the whole character: ASCII, and half-width katakana of Shift_JIS. */
const isAlone = (charset: string, byte: number): boolean =>
  byte < 0x81 || byte === 0xff || (charset === "shift_jis" && between(byte, 0xa0, 0xdf));

const isPunctuation = (charset: string, lead: number): boolean =>
  charset === "shift_jis" ? lead === 0x81 : between(lead, 0xa1, 0xa3);

const isKana = (charset: string, lead: number, trail: number): boolean =>
  charset === "shift_jis"
    ? between(at(lead, trail), 0x829f, 0x82f1) || between(at(lead, trail), 0x8340, 0x8396)
    : charset === "euc-jp" && (lead === 0xa4 || lead === 0xa5);

/** Japanese without kana does not occur. */
const KANA_SHARE = 0.15;

/** How well the text reads in an encoding, 0 to 1; 0 where it cannot be. */
function score(bytes: Uint8Array, script: Script): number {
  if (!isWhole(bytes, script.charset)) return 0;
  const { characters, everyday, kana } = count(bytes, script);
  if (characters < LEAST_CHARACTERS) return 0;
  const isJapanese = script.charset === "shift_jis" || script.charset === "euc-jp";
  if (isJapanese && kana / characters < KANA_SHARE) return 0;
  const share = everyday / characters;
  return share >= script.least ? share : 0;
}

/** What servers call a text whose encoding they do not know. Other names of one byte a character are meant. */
const SAYS_LITTLE = new Set(["windows-1252", "iso-8859-15", "macintosh"]);

/** Fewer characters than this do not overrule what a page or its server says. */
const ENOUGH = 20;
/** How much better, of 1, a text must read in one wide table than in another. */
const BETTER = 0.15;

/** Whether bytes that read as `found` are hardly meant as `used`. */
function isMistaken(whole: Uint8Array, used: string, found: string): boolean {
  const bytes = whole.subarray(0, SAMPLE);
  const [mine, theirs] = [found, used].map((charset) =>
    SCRIPTS.find((one) => isSameCharset(one.charset, charset)),
  );
  if (!theirs) return !isWhole(bytes, used);
  const share = score(bytes, theirs);
  if (share === 0) return true;
  if (!mine || count(bytes, mine).characters < ENOUGH) return false;
  return mine.isNarrow || score(bytes, mine) - share >= BETTER;
}

/** The East Asian encoding in which the bytes read best, or `null`. */
function eastAsian(bytes: Uint8Array): string | null {
  const scored = SCRIPTS.map((script) => ({ ...script, share: score(bytes, script) }));
  const narrow = scored.find(({ isNarrow, share }) => isNarrow && share > 0);
  const best = narrow ?? scored.toSorted((a, b) => b.share - a.share)[0];
  return best && best.share > 0 ? best.charset : null;
}

/** The encoding the bytes prove (its WHATWG name), or `null` for plain ASCII and for what they cannot tell. */
export function detectCharset(whole: Uint8Array): string | null {
  const bytes = whole.subarray(0, SAMPLE);
  const marked = byteOrderMark(bytes);
  if (marked) return marked;
  if (bytes.every((byte) => byte < 0x80))
    return ["\u001b$B", "\u001b$@"].some((mark) => latin(bytes).includes(mark)) ? "iso-2022-jp" : null;
  return isWhole(bytes, "utf-8") ? "utf-8" : eastAsian(bytes);
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 4096)).toString("latin1");

/** The WHATWG name of an encoding label, "" for one that nobody knows. */
export function charsetName(label: string): string {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    // Not a label.
    return "";
  }
}

/** `charset=…` of a `Content-Type` header as the WHATWG names it, or "". */
export const charsetOfHeader = (header: string | undefined): string =>
  charsetName(/;\s*charset\s*=\s*["']?([\w:.-]+)/i.exec(header ?? "")?.[1] ?? "");

/** What the document says of itself, in `<meta>` or the XML declaration, or "". */
export function charsetOfDocument(bytes: Uint8Array): string {
  const head = latin(bytes);
  const declared =
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1] ??
    /<meta\s[^>]*charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  return charsetName(declared ?? "");
}

/** GB 2312 and GBK are parts of GB 18030: naming one for another is no mistake. */
export const isSameCharset = (one: string, other: string): boolean =>
  one === other || [one, other].every((name) => ["gbk", "gb18030", "gb2312"].includes(name));

/**
 * The encoding to read a document in. `used` is the one a header or a browser came to ("" for none); it stands unless the
 * bytes are broken in it, or are surely another one.
 */
export function judgeCharset(bytes: Uint8Array, used: string): string {
  const found = detectCharset(bytes);
  if (found === null) return used || "utf-8";
  if (used === "" || isSameCharset(found, used)) return used || found;
  // What a mark or the strict rules of UTF-8 prove is certain; an encoding of one byte a character can read anything.
  const isCertain = found.startsWith("utf-") || SAYS_LITTLE.has(used) || isMistaken(bytes, used, found);
  return isCertain ? found : used;
}

/** Text of bytes, without a byte order mark; what is broken becomes U+FFFD. */
export const decodeText = (bytes: Uint8Array, charset: string): string =>
  new TextDecoder(charsetName(charset) || "utf-8").decode(bytes);
