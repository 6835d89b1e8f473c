/**
 * Finds addresses in the texts that phone apps hand over when something is shared, where they stand between brackets,
 * full-width punctuation and invitations to open an app, and makes a title of the rest.
 */
import { MAX_URL_LENGTH } from "../link";
import { parseAddress } from "./address";

const WITH_SCHEME = /https?[:：](?:\/\/|／／)/gi;
const WITHOUT_SCHEME =
  /(?<![\p{L}\p{N}@./:_-])(?:www\.[\w-]+(?:\.[\w-]+)+|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,63}(?=\/))/giu;
/** Characters that end an address in running text: spaces, CJK and full-width punctuation, quotes, angle brackets. */
const STOP =
  /[\s\p{Cc}\p{Cf}<>"`|^\\“”‘’…\u3000-\u3004\u3008-\u3020\u30fb\uff01-\uff0e\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufe30-\ufe4f]/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** What apps write straight after an address. */
const INVITATION = /^(?:复制|打开|点击|点开|长按|快来|赶快|赶紧)/;
const CLOSES: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

interface Found {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

/** Where an address that begins at `start` ends in the text. */
function endOfAddress(text: string, start: number, headLength: number): number {
  const open: string[] = [];
  let at = start + headLength;
  // One character more than an address may have: what is too long is refused, never cut to another address.
  for (const character of text.slice(at, start + MAX_URL_LENGTH + 1)) {
    if (STOP.test(character) || beginsProse(text, at, character) || beginsAnother(text, at, character)) break;
    const opening = CLOSES[character];
    if (opening !== undefined && open.pop() !== opening) break;
    if (character === "(" || character === "[" || character === "{") open.push(character);
    at += character.length;
  }
  return withoutTail(text, start, at);
}

/** An address glued to the one before. After `/` or `=` it is a part of it. */
const beginsAnother = (text: string, at: number, character: string): boolean =>
  (character === "h" || character === "H") && /^[\w,;|([{]https?:\/\//i.test(text.slice(at - 1, at + 8));

/** Han and kana belong to an address only where a part of it begins with them, and no invitation follows. */
function beginsProse(text: string, at: number, character: string): boolean {
  if (!CJK.test(character)) return false;
  const before = text.slice(at - 1, at);
  return INVITATION.test(text.slice(at, at + 4)) || !(CJK.test(before) || /[/=_#%.+-]/.test(before));
}

function withoutTail(text: string, start: number, end: number): number {
  const address = text.slice(start, end);
  const unclosed = /[([{]$/.exec(address) ? 1 : 0;
  return start + address.slice(0, address.length - unclosed).replace(/[.,;:!?'*~]+$/, "").length;
}

function findAddresses(text: string): Found[] {
  const found = collect(text, WITH_SCHEME);
  return found.length > 0 ? found : collect(text, WITHOUT_SCHEME);
}

function collect(text: string, heads: RegExp): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(heads)) {
    if (match.index < (found.at(-1)?.end ?? 0)) continue;
    const end = endOfAddress(text, match.index, match[0].length);
    const address = parseAddress(text.slice(match.index, end));
    if (address.ok) found.push({ url: address.value, start: match.index, end });
  }
  return found;
}

/** All addresses in a text in their order, each once. */
export function addressesIn(text: string): string[] {
  return [...new Set(findAddresses(text).map(({ url }) => url))];
}

/** The first address in a text, with the rest of the text as a title ("" when nothing of use is left). */
export function addressIn(text: string): { url: string; title: string } | null {
  const found = findAddresses(text);
  const first = found[0];
  if (first === undefined) return null;
  let rest = "";
  let from = 0;
  for (const { start, end } of found) {
    rest += `${text.slice(from, start)}\n`;
    from = end;
  }
  return { url: first.url, title: titleFrom(rest + text.slice(from)) };
}

const MAX_TITLE = 300;
/** Clauses with which apps ask to be opened; they say nothing about the page. */
const APPEAL =
  /复制|口令|长按|打开.{0,12}(?:App|应用|客户端|浏览器)|快来看|点击(?:链接|查看|下方)|(?:推荐|分享)给你|发现了?一[篇个条]|^\s*(?:see|via|from|link|look at this|check this out|分享自|来自|链接|网址|地址)\s*[:：]?\s*$/iu;
const EDGE_SIGNS = /^[\s\p{P}\p{S}\p{M}\p{Cf}]+|[\s\p{P}\p{S}\p{M}\p{Cf}]+$/gu;
/** Fewer than two words, or four Han or kana characters, name no page. */
const SPEAKING = /[\p{L}\p{N}]\s+\S*[\p{L}\p{N}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u;

/** A title from the text around an address: what stands in title brackets, else the clauses that are no appeal. */
function titleFrom(rest: string): string {
  const clauses = rest.split(/[\n，。！]|!\s|,\s/u).filter((clause) => !APPEAL.test(clause));
  const kept = clauses.join(" ").replace(/\s+/gu, " ");
  const bracketed = /【([^【】]+)】|《([^《》]+)》/u.exec(kept);
  if (bracketed) return (bracketed[1] ?? bracketed[2] ?? "").trim().slice(0, MAX_TITLE);
  const title = kept.replace(/^\s*\d+\s+(?=\p{Script=Han})/u, "").replace(EDGE_SIGNS, "");
  return SPEAKING.test(title) ? title.slice(0, MAX_TITLE) : "";
}
