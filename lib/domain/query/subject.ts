/**
 * What a query is asked of: a plain record for one link that an index fills once and keeps. All its texts are folded
 * into one string, so that a search over a whole library is one pass over short strings.
 */
import { fold } from "../text/fold";
import { textFields, type TextField } from "./query";

export interface QuerySubject {
  /** Id of the link, for texts that are kept elsewhere. */
  readonly id?: string;
  /** The searchable texts, from `packHaystack`. */
  readonly haystack: string;
  /** Tag keys (see tag.ts). */
  readonly tags: readonly string[];
  /** Host in Unicode without `www.` (see `displayHost`). */
  readonly host: string;
  /** Name the site gives itself, folded; "" when unknown. */
  readonly site: string;
  readonly starred: boolean;
  readonly archived: boolean;
  /** Never opened in the reader. */
  readonly unread: boolean;
  /** When it was saved, ms since 1970. */
  readonly createdAt: number;
  /** ISO 8601 date or time the page gives, or "". */
  readonly published: string;
  /** How many snapshots there are. */
  readonly snapshots: number;
  /** The newest capture failed. */
  readonly failed: boolean;
  /** The page was gone when it was last asked for. */
  readonly gone: boolean;
  /** The newest snapshot differs from the one before. */
  readonly changed: boolean;
}

export interface SearchableTexts extends Readonly<Partial<Record<TextField, string>>> {
  /** Found by words, but not to be searched apart: address, tags, site, author. */
  readonly rest?: readonly string[];
}

/** A text as it is searched: folded and on one line. */
export const searchable = (text: string): string => fold(text).replace(/\s+/gu, " ").trim();

/** All texts of a link folded into one string, one line each: the fields in their order, then the rest. */
export function packHaystack(texts: SearchableTexts): string {
  const fields = textFields.map((field) => searchable(texts[field] ?? ""));
  return [...fields, ...(texts.rest ?? []).map(searchable)].join("\n");
}

/** One field of a packed string. */
export function fieldIn(haystack: string, field: TextField): string {
  let start = 0;
  for (let before = textFields.indexOf(field); before > 0; before--)
    start = haystack.indexOf("\n", start) + 1;
  const end = haystack.indexOf("\n", start);
  return haystack.slice(start, end < 0 ? undefined : end);
}
