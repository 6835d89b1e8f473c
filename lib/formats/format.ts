/**
 * What every format of links gives and takes, whatever it is called and looks like. A reader never throws and never
 * loses a row silently: what is no link stands in `skipped` with its reason.
 */
import type { AddRejection } from "../domain/url/address";

/** One link as a file holds it, not yet compared with the library. */
export interface ReadLink {
  /** Absolute http(s) address, normalised by the URL parser only. */
  readonly url: string;
  /** "" where the file has none, or only repeats the address. */
  readonly title: string;
  /** Names of the folders it lies in, outermost first. */
  readonly folders: readonly string[];
  /** The same without the roots that every browser has ("Bookmarks bar"), which the person did not make. */
  readonly ownFolders: readonly string[];
  readonly tags: readonly string[];
  readonly description: string;
  readonly note: string;
  /** Milliseconds since 1970, 0 where the file does not tell. */
  readonly createdAt: number;
  readonly archived: boolean;
  readonly starred: boolean;
}

/** A row that is no link. */
export interface SkippedRow {
  /** Line of the file it begins on, from 1. */
  readonly line: number;
  readonly title: string;
  /** What stood where an address should be, as text. */
  readonly given: string;
  readonly reason: AddRejection;
}

export interface Reading {
  /** Each address once, in the order of the file. */
  readonly links: readonly ReadLink[];
  /** Rows that named an address again and were united with the first. */
  readonly repeated: number;
  readonly skipped: readonly SkippedRow[];
}

/** A format that can be read: one row of the table in formats.ts. */
export interface Format {
  /** Part of a link's source: `import:<id>`. */
  readonly id: string;
  /** Whether a text is of this format; `name` is the file's, lower case. */
  readonly is: (text: string, name: string) => boolean;
  readonly read: (text: string) => Reading;
}
