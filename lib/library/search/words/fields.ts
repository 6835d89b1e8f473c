/**
 * Where in a link a word stands, as bits: kept beside each place of a word, so that ranking and `in:` need not read the
 * link. Which part of a link's packed texts (`packHaystack`) is which field is worked out once, when it comes in.
 */
import type { TextField } from "../../../domain/query/query";
import type { QuerySubject } from "../../../domain/query/subject";

export const TITLE = 1;
/** At the very beginning of the title. */
export const FIRST = 2;
export const EXCERPT = 4;
export const NOTE = 8;
export const HIGHLIGHT = 16;
export const TAG = 32;
export const HOST = 64;
/** Address, site, author. */
export const REST = 128;
/** Bits a field takes. */
export const FIELD_BITS = 8;
export const ANYWHERE = 255;

export const bitOf: Readonly<Record<TextField, number>> = {
  title: TITLE,
  text: EXCERPT,
  note: NOTE,
  highlight: HIGHLIGHT,
};

/** Parts of a packed text in order: where each ends (exclusive) and its bit. */
export interface Fields {
  readonly ends: readonly number[];
  readonly bits: readonly number[];
  /** Whether tags and host stand in the text just as they are ranked by. */
  readonly isPlain: boolean;
}

/** The lines before the address. */
const FIRST_LINES = [TITLE, EXCERPT, NOTE, HIGHLIGHT];

/** The fields of a link's packed text: four lines, the address (host first), its tags, then what else it says. */
export function fieldsOf({ haystack, host, tags }: Pick<QuerySubject, "haystack" | "host" | "tags">): Fields {
  const ends: number[] = [];
  const bits: number[] = [];
  let isPlain = true;
  let start = 0;
  for (const bit of FIRST_LINES) {
    start = endOfLine(haystack, start) + 1;
    ends.push(start - 1);
    bits.push(bit);
  }
  isPlain = haystack.startsWith(host, start);
  ends.push(start + host.length);
  bits.push(HOST);
  start = endOfLine(haystack, start) + 1;
  ends.push(start - 1);
  bits.push(REST);
  for (const tag of tags) {
    const end = endOfLine(haystack, start);
    isPlain &&= end - start === tag.length && haystack.startsWith(tag, start);
    start = end + 1;
  }
  ends.push(start - 1, haystack.length);
  bits.push(TAG, REST);
  return { ends, bits, isPlain };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
