/**
 * Cuts a bookmark file into the few marks that mean something in it (folders, lists, links, descriptions) and the text
 * between. All else that looks like a tag is text: titles are often written unescaped. Runs in time that grows with
 * the text, whatever the text.
 */
import { decodeHTML } from "entities";

export type Mark =
  | { readonly kind: "open"; readonly name: string; readonly attributes: Attributes; readonly line: number }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

/** Values by lower-case name, entities decoded; "" for a name alone. */
export type Attributes = ReadonlyMap<string, string>;

const MEANING = /^<(\/?)(dl|dt|dd|h1|h3|a|hr|title)(?=[\s/>])/i;
const EMPTY = /^<\/?(?:p|meta|link|html|head|body|!doctype)(?=[\s/>])/i;
/** Longest beginning a mark's name can have. */
const NAME_LENGTH = 12;
const ATTRIBUTE = /[\s/]*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/y;

/** The marks of a file in order. */
export function* marksOf(file: string): Generator<Mark> {
  let textFrom = 0;
  let line = 1;
  let counted = 0;
  for (let at = file.indexOf("<"); at >= 0; at = file.indexOf("<", at)) {
    const end = endOfComment(file, at) ?? endOfMark(file, at);
    if (end === null) {
      at++;
      continue;
    }
    if (at > textFrom) yield { kind: "text", text: decodeHTML(file.slice(textFrom, at)) };
    line += lineEnds(file, counted, at);
    counted = at;
    const mark = markAt(file, { at, end, line });
    if (mark) yield mark;
    textFrom = at = end;
  }
  if (textFrom < file.length) yield { kind: "text", text: decodeHTML(file.slice(textFrom)) };
}

function endOfComment(file: string, at: number): number | null {
  if (!file.startsWith("<!--", at)) return null;
  const end = file.indexOf("-->", at + 4);
  return end < 0 ? file.length : end + 3;
}

/** Where a mark ends (behind its `>`), `null` when there is none here. A `>` within quotes belongs to a value. */
function endOfMark(file: string, at: number): number | null {
  const head = file.slice(at, at + NAME_LENGTH);
  if (!MEANING.test(head) && !EMPTY.test(head)) return null;
  let inside = at + 1;
  while (inside < file.length) {
    const sign = file[inside];
    if (sign === ">") return inside + 1;
    inside = quoteBegins(file, inside) ? endOfQuote(file, inside) : inside + 1;
  }
  return file.length;
}

/** A quote begins a value only behind `=`: an apostrophe elsewhere is one. */
const quoteBegins = (file: string, at: number): boolean =>
  (file[at] === '"' || file[at] === "'") && /=\s*$/.test(file.slice(Math.max(0, at - 8), at));

function endOfQuote(file: string, at: number): number {
  const end = file.indexOf(file[at] ?? '"', at + 1);
  return end < 0 ? at + 1 : end + 1;
}

function markAt(file: string, place: { at: number; end: number; line: number }): Mark | null {
  const source = file.slice(place.at, place.end);
  const found = MEANING.exec(source);
  const name = found?.[2]?.toLowerCase();
  if (!found || !name) return null;
  if (found[1] === "/") return { kind: "close", name };
  return {
    kind: "open",
    name,
    attributes: attributesOf(source.slice(found[0].length, -1)),
    line: place.line,
  };
}

function attributesOf(source: string): Attributes {
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = 0;
  while (ATTRIBUTE.lastIndex < source.length) {
    const from = ATTRIBUTE.lastIndex;
    const found = ATTRIBUTE.exec(source);
    if (!found) {
      ATTRIBUTE.lastIndex = from + 1; // a stray sign
      continue;
    }
    const name = (found[1] ?? "").toLowerCase();
    const value = found[2] ?? found[3] ?? found[4] ?? "";
    if (!attributes.has(name)) attributes.set(name, decodeHTML(value));
  }
  return attributes;
}

function lineEnds(file: string, from: number, to: number): number {
  let count = 0;
  for (let at = file.indexOf("\n", from); at >= 0 && at < to; at = file.indexOf("\n", at + 1)) count++;
  return count;
}
