/**
 * Gathers the rows of a file into a reading: judges addresses, unites rows with the same address (the older date wins,
 * tags are united, texts appended) and keeps what is no link with its reason.
 */
import { MAX_TIME } from "../domain/link";
import { cleanTag, tagKey } from "../domain/tag";
import { parseAddress } from "../domain/url/address";
import { cleanUrl, urlKey } from "../domain/url/url-key";
import type { Reading, ReadLink, SkippedRow } from "./format";

/** A row as it stands in a file. */
export interface Row extends Omit<ReadLink, "url"> {
  readonly line: number;
  /** What stands where the address should be. */
  readonly given: string;
}

export const emptyRow: Omit<Row, "line" | "given"> = {
  title: "",
  folders: [],
  ownFolders: [],
  tags: [],
  description: "",
  note: "",
  createdAt: 0,
  archived: false,
  starred: false,
};

const SHOWN = 300;
/** What would disturb a line: controls, halves of characters, and marks that turn the direction of what follows. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** A text on one line, without invisible controls. */
export const oneLine = (text: string): string => text.replace(UNPRINTABLE, " ").replace(/\s+/gu, " ").trim();

/** A text of several lines, without controls other than line ends. */
export const severalLines = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(UNPRINTABLE, " ").trim())
    .join("\n")
    .trim();

export function collect(rows: Iterable<Row>): Reading {
  const links = new Map<string, ReadLink>();
  const skipped: SkippedRow[] = [];
  let repeated = 0;
  for (const row of rows) {
    const address = parseAddress(row.given);
    if (!address.ok) {
      const { line, title, given } = row;
      skipped.push({
        line,
        title: oneLine(title),
        given: oneLine(given).slice(0, SHOWN),
        reason: address.error,
      });
      continue;
    }
    const link = linkOf(row, cleanUrl(address.value));
    const key = urlKey(link.url);
    const known = links.get(key);
    if (known) repeated++;
    links.set(key, known ? united(known, link) : link);
  }
  return { links: [...links.values()], repeated, skipped };
}

function linkOf(row: Row, url: string): ReadLink {
  const { line: _, given, ...rest } = row;
  const title = oneLine(rest.title);
  return {
    ...rest,
    url,
    title: title === given.trim() || title === url ? "" : title,
    folders: namesOf(rest.folders),
    ownFolders: namesOf(rest.ownFolders),
    tags: uniqueTags(rest.tags),
    description: severalLines(rest.description),
    note: severalLines(rest.note),
  };
}

function united(one: ReadLink, other: ReadLink): ReadLink {
  const placed = one.ownFolders.length > 0 || other.ownFolders.length === 0 ? one : other;
  const dates = [one.createdAt, other.createdAt].filter((date) => date > 0);
  return {
    ...one,
    title: one.title || other.title,
    folders: placed.folders,
    ownFolders: placed.ownFolders,
    tags: uniqueTags([...one.tags, ...other.tags, ...foldersBeside(one, other)]),
    description: joined(one.description, other.description),
    note: joined(one.note, other.note),
    createdAt: dates.length > 0 ? Math.min(...dates) : 0,
    archived: one.archived && other.archived,
    starred: one.starred || other.starred,
  };
}

/** A link lies in one folder; a second one it also lies in is kept as a tag. */
const foldersBeside = (one: ReadLink, other: ReadLink): string[] =>
  one.ownFolders.length > 0 && other.ownFolders.length > 0 ? [other.ownFolders.join("/")] : [];

const namesOf = (folders: readonly string[]): string[] => folders.map(oneLine).filter((name) => name !== "");

const joined = (one: string, other: string): string =>
  other === "" || one.includes(other) ? one : one === "" ? other : `${one}\n\n${other}`;

/** Tags cleaned, each once. */
export function uniqueTags(tags: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const tag of tags.map(cleanTag))
    if (tag !== "" && !byKey.has(tagKey(tag))) byKey.set(tagKey(tag), tag);
  return [...byKey.values()];
}

/** Begin of 1601 before 1970, where Chrome's clock starts. In milliseconds. */
const SINCE_1601 = 11_644_473_600_000;

/**
 * A date as files write it, in milliseconds since 1970. By its size it counts seconds, milliseconds, microseconds or
 * microseconds since 1601; 0 for what is none, or lies before 1970.
 */
export function dateOf(value: string): number {
  const number = /^\s*\d+\s*$/.test(value) ? Number(value) : 0;
  const time = Math.round(inMilliseconds(number));
  return time > 0 && time <= MAX_TIME ? time : 0;
}

function inMilliseconds(number: number): number {
  if (number >= 1e16) return number / 1000 - SINCE_1601;
  if (number >= 1e14) return number / 1000;
  return number >= 1e11 ? number : number * 1000;
}
