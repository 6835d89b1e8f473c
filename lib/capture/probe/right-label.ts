/**
 * What a document is by its own bytes, against what it was sent as: a file that was called a page, or text in another
 * encoding than the one it was read in. Correctly labelled pages, which is most, are told from a glance.
 */
import { sniffMediaType } from "../sniff";
import { isSameCharset, isWhole, judgeCharset } from "./charset";
import { looksLikeText } from "./file-type";

/** Marks of a file whose bytes cannot be those of a page. */
const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";

const hasTags = (bytes: Uint8Array): boolean =>
  /<[a-z!?/]/i.test(Buffer.from(bytes.subarray(0, 4096)).toString("latin1"));

/** Whether bytes that were sent as a page are none. Words without a tag are a page, as in every browser. */
export function isNoPage(bytes: Uint8Array, charset: string): boolean {
  if (isPdf(bytes)) return true;
  if (looksLikeText(bytes) || charset.startsWith("utf-16")) return false;
  // Some signatures are so short that words may begin with them.
  return sniffMediaType(bytes) !== null || !hasTags(bytes);
}

/** A text of which more than this cannot be read was written in another encoding. */
const MOSTLY = 0.5;

function isMostlyBroken(bytes: Uint8Array, charset: string): boolean {
  const others = new TextDecoder(charset).decode(bytes).match(/\P{ASCII}/gu) ?? [];
  return others.filter((character) => character === "\ufffd").length > others.length * MOSTLY;
}

/**
 * The type to read a page under that was read in `charset`; `null` where that was right. Without a charset parameter the
 * browser judges for itself, by what the page says and by its bytes.
 */
export function rightType(bytes: Uint8Array, charset: string): string | null {
  const judged = judgeCharset(bytes, charset);
  if (!isSameCharset(judged, charset)) return `text/html; charset=${judged}`;
  if (charset !== "utf-8" || isWhole(bytes, charset)) return null;
  return isMostlyBroken(bytes, charset) ? "text/html" : null;
}
