/** What a screen sees of bringing links in: what a file holds before anything is written, how far it is, what came of it. */
import type { AddRejection } from "../../domain/url/address";

/** A file the person chose, dropped or pasted. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** WHATWG name of its encoding, when the person says which; else it is found out. */
  readonly encoding?: string;
}

/** Files above this are refused before they are read, in bytes. */
export const MAX_IMPORT_BYTES = 200 * 1024 * 1024;

export type ImportRefusal = "empty" | "unknown" | "no-links" | "too-large" | "encoding";

/** A row that is no link. */
export interface SkippedLine {
  /** From 1. */
  readonly line: number;
  readonly title: string;
  readonly given: string;
  readonly reason: AddRejection;
}

/** A folder of the file and the tag it would become. */
export interface FolderTag {
  readonly folder: string;
  readonly tag: string;
  readonly count: number;
  /** Whether no link of the library has this tag yet. */
  readonly isNew: boolean;
}

export interface ImportSample {
  readonly title: string;
  readonly host: string;
  readonly tags: readonly string[];
  readonly isKnown: boolean;
}

export type ImportPreview =
  | {
      readonly kind: "ready";
      /** Names this reading in `importLinks`; the newest reading is kept until then. */
      readonly id: string;
      readonly name: string;
      readonly bytes: number;
      /** "netscape" or "addresses". */
      readonly format: string;
      readonly encoding: string;
      /** The file does not tell its encoding: it was guessed from the bytes. */
      readonly isGuessed: boolean;
      /** Links that are not in the library yet. */
      readonly fresh: number;
      /** Links that are here already: they get the tags and notes of the file. */
      readonly known: number;
      /** Rows that named an address of the file again. */
      readonly repeated: number;
      readonly skipped: readonly SkippedLine[];
      /** Most used first. */
      readonly folders: readonly FolderTag[];
      readonly sample: readonly ImportSample[];
    }
  | {
      readonly kind: "refused";
      readonly name: string;
      readonly bytes: number;
      readonly reason: ImportRefusal;
      readonly skipped: readonly SkippedLine[];
    };

export interface ImportOptions {
  /** Folders the person made become nested tags. */
  readonly foldersAsTags: boolean;
  /** Tags that every link of the file gets. */
  readonly tags: readonly string[];
  /** Whether a snapshot is made of every new link, one after the other behind what the person asks for. */
  readonly snapshots: boolean;
}

export interface ImportReport {
  /** Undoes the import; "" when it changed nothing. */
  readonly batchId: string;
  readonly added: number;
  /** Were here already, also those that lay in the trash and came back. */
  readonly known: number;
  readonly restored: number;
  /** The person stopped it: so many links were not looked at any more. */
  readonly left: number;
}

/** How far an import is. */
export interface ImportProgress {
  readonly name: string;
  readonly done: number;
  readonly total: number;
}
