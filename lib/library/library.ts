/**
 * The one door of the browser app: what a screen can see and do. `openLibrary()` (open-library.ts) is the only
 * composition root; behind it a worker owns the replica, its update log, the projection, the search and the capture queue.
 *
 * Everything a person changes is one named batch that can be undone. A promise of an edit resolves when the update log
 * has committed it durably ("saved"); nothing here ever waits for a network.
 */
import type { Artifact } from "../domain/artifact";
import type { BroughtType, CaptureFailure, CaptureStep } from "../domain/capture";
import type { Highlight } from "../domain/highlight";
import type { LinkId } from "../domain/ids";
import type { Link, LinkDraft, LinkPatch } from "../domain/link";
import type { QueryProblem } from "../domain/query/query";
import type { Snapshot, Verdict } from "../domain/snapshot";
import type { TagNode } from "../domain/tag";
import type { AddRejection } from "../domain/url/address";
import type { BackupMade, BackupOpened, BackupProgress, RestoreReport } from "./backup/types";
import type {
  ImportFile,
  ImportOptions,
  ImportPreview,
  ImportProgress,
  ImportReport,
} from "./transfer/types";
import type { IceServer } from "../sync/air/messages";
import type { DevicesDoor } from "./devices/door";
import type { ReaderSettings } from "./reading/reader-settings";
import type { KnownLink } from "./reading/types";
import type { LibraryStatus } from "./status";
import type { WatchState, WatchedLink } from "./watch/types";
import type { Batch, KeepingDoor, Live, Reverted } from "./keeping/door";

export { batchLabels } from "./keeping/door";
export { TRASH_DAYS } from "./keeping/trash-age";
export type {
  ActivityEntry,
  Batch,
  BatchLabel,
  HeldChange,
  Live,
  Reverted,
  SavedSearchView,
  TagShare,
  UnusedTag,
  Work,
} from "./keeping/door";
export type { AddRejection, QueryProblem, TagNode };
export type { IceServer };
export type { KnownLink, ReaderSettings };
export type * from "./backup/types";
export type * from "./watch/types";
export type * from "./devices/door";
export type * from "./status";
export type * from "./transfer/types";

/** What is happening, or has happened, with the snapshots of a link. Derived; never stored as flags. */
export type CaptureState =
  /** Waiting for its turn; `ahead` captures come first. */
  | { readonly kind: "queued"; readonly ahead: number }
  /** Waiting for a connection to the server. */
  | { readonly kind: "offline" }
  /** Failed before, tried again by itself at `nextAt` (ms since 1970). */
  | {
      readonly kind: "waiting";
      readonly nextAt: number;
      readonly code: CaptureFailure;
      /** Of the page's answer; 0 when there was none. */
      readonly httpStatus: number;
      readonly tries: number;
    }
  /** `progress` is true, 0 to 1. */
  | { readonly kind: "capturing"; readonly step: CaptureStep; readonly progress: number }
  /** The snapshot was made, its files are being fetched to this device. */
  | { readonly kind: "fetching"; readonly progress: number }
  | { readonly kind: "kept"; readonly snapshots: number; readonly newestAt: number }
  | {
      readonly kind: "failed";
      readonly code: CaptureFailure;
      readonly verdict: Exclude<Verdict, "good" | "partial">;
      readonly httpStatus: number;
      /** Older snapshots that are still here. */
      readonly snapshots: number;
      readonly failedAt: number;
    }
  /** No snapshot and none asked for. */
  | { readonly kind: "none" };

/** One row of a list: all a list needs, nothing more. */
export interface LinkRow {
  readonly id: LinkId;
  readonly url: string;
  /** Own title, else the page's, else the address without its scheme. Never empty. */
  readonly title: string;
  readonly titleIsUrl: boolean;
  /** Host without `www.`, in Unicode. */
  readonly host: string;
  readonly site: string;
  readonly excerpt: string;
  /** BCP 47 tag of title and excerpt, or "". */
  readonly language: string;
  readonly tags: readonly string[];
  readonly starred: boolean;
  readonly archived: boolean;
  readonly createdAt: number;
  readonly deletedAt: number;
  readonly state: CaptureState;
  /** The page says something else since the person last saw it. */
  readonly changed: boolean;
  readonly thumbnail: Artifact | null;
  readonly favicon: Artifact | null;
}

export type Place = "all" | "inbox" | "starred" | "archive" | "trash";
export type SortOrder = "newest" | "oldest" | "title" | "site";

export interface ListSpec {
  readonly place: Place;
  /** A folded tag path; its children count too. */
  readonly tag?: string;
  /** Search text as typed: words, and `tag:` `site:` `is:` operators. */
  readonly query?: string;
  /** By relevance: how well links fit the words of the query; without words, the newest first. */
  readonly sort: SortOrder | "relevance";
}

/** Where a link was found, and what stands there. */
export interface SearchHit {
  readonly where: "note" | "highlight" | "excerpt" | "text";
  /** A piece of it with the first of the marks. */
  readonly text: string;
  /** Set when only an older snapshot has it: when that was taken, ms since 1970; else 0. */
  readonly olderAt: number;
}

/** Rows of one day (or one month, further back) under one heading. */
export interface ListGroup {
  readonly kind: "day" | "month" | "none";
  /** Start of the day or month, local time, ms since 1970. */
  readonly at: number;
  /** Index of its first row in the list. */
  readonly start: number;
  readonly count: number;
}

export interface ListView {
  /** Set in what the last visit showed, shown again while the library is being read. */
  readonly isRemembered?: boolean;
  readonly total: number;
  readonly groups: readonly ListGroup[];
  readonly capturing: number;
  readonly queued: number;
  /** Words of the query to mark in titles and excerpts, folded. */
  readonly marks: readonly string[];
  /** Set when the query could not be read whole; its words are searched all the same. */
  readonly queryProblem: QueryProblem | null;
  /** What was searched instead, because nothing has the words as they were typed. */
  readonly corrected: string | null;
  /** False while the texts of snapshots are still being searched: more links may come. */
  readonly isWhole: boolean;
}

/** An open list: the view of the whole and windows of its rows. Close it when it leaves the screen. */
export interface OpenList {
  readonly view: Live<ListView>;
  /** Rows by index; `undefined` while a window is under way. Asking for a window fetches it. */
  rows(start: number, end: number): readonly (LinkRow | undefined)[];
  /** Counts up with every change of view or rows: subscribe to this to redraw. */
  readonly version: Live<number>;
  /** All ids in order, for keyboard ranges and bulk actions. */
  ids(): Promise<readonly LinkId[]>;
  /** What stands where a link was found; `null` without a search, or when only title, tags or address have it. */
  hit(id: LinkId): Promise<SearchHit | null>;
  close(): void;
}

/** Everything the link page shows. */
export interface LinkView {
  readonly link: Link;
  readonly row: LinkRow;
  /** Newest first. */
  readonly snapshots: readonly Snapshot[];
  /** Oldest first. */
  readonly highlights: readonly Highlight[];
  /** Hashes of artifacts whose bytes lie on this device. */
  readonly held: ReadonlySet<string>;
  /** `null` when the link is not watched. */
  readonly watch: WatchState | null;
}

/** Why a page the person brought was not taken; `null` when it was. */
export type BringOutcome = "empty" | "too-large" | "quota" | null;

/** How a tag (a key) is used, its children counted in. */
export interface TagUse {
  readonly key: string;
  /** When the newest of its links was saved, ms since 1970. */
  readonly newestAt: number;
}

/** Links outside the trash with any of some tags. */
export interface TagUnion {
  readonly links: number;
  /** Those with two or more of the tags. */
  readonly several: number;
  /** Up to three of the latter. */
  readonly rows: readonly LinkRow[];
}

export interface Counts {
  readonly all: number;
  readonly inbox: number;
  readonly starred: number;
  readonly archive: number;
  readonly trash: number;
}

export interface AddDraft extends Omit<LinkDraft, "url"> {
  /** The batch of the first of several addresses, and which one this is (1 for the second): undone as one. */
  readonly partOf?: { readonly batch: string; readonly part: number };
}

/** The same address is here already; nothing was changed. */
export interface Duplicate {
  readonly kind: "duplicate";
  readonly id: LinkId;
  /** Ms since 1970. */
  readonly savedAt: number;
  readonly inTrash: boolean;
}

export type AddOutcome =
  | { readonly kind: "saved"; readonly id: LinkId; readonly batch: Batch }
  | Duplicate
  | { readonly kind: "rejected"; readonly reason: AddRejection; readonly text: string };

/** Choices of this device, kept on it and never synced. */
export interface DeviceSettings extends ReaderSettings {
  /** `auto` follows the browser; else a language (BCP 47) the person chose. Which are spoken, the interface knows. */
  readonly language: string;
  readonly theme: "system" | "light" | "dark";
  readonly layout: "comfortable" | "compact" | "grid";
  readonly sort: SortOrder;
  /** Order of what a search finds. */
  readonly searchSort: SortOrder | "relevance";
  readonly sidebar: boolean;
  readonly details: boolean;
  readonly singleKeys: boolean;
  readonly readerSize: number;
  readonly deviceName: string;
  /** Snapshots asked for on this device hold the first screen of a phone too. */
  readonly phonePicture: boolean;
  /** Snapshots of imported links wait; what the person asks for goes on. */
  readonly backlogPaused: boolean;
  /** STUN and TURN servers of the person's own choice, for devices in different networks. None unless set. */
  readonly iceServers: readonly IceServer[];
  /** Lays sealed copies of the snapshots here on the server, for devices that are never awake together with this one. */
  readonly sealedCopies: boolean;
}

export interface Library extends KeepingDoor, DevicesDoor {
  readonly status: Live<LibraryStatus>;
  readonly counts: Live<Counts>;
  /** Roots of the tag tree, sorted by name; links in the trash do not count. */
  readonly tags: Live<readonly TagNode[]>;
  readonly settings: Live<DeviceSettings>;

  list(spec: ListSpec): OpenList;
  /** `null` when there is no such link. */
  link(id: LinkId): Live<LinkView | null>;

  /** Saves a link from an address or from shared text that holds one. Durable before it resolves. */
  add(text: string, draft?: AddDraft): Promise<AddOutcome>;
  /** What saving this address would find here already; `null` when it is new. Changes nothing. */
  linkHere(url: string): Promise<Duplicate | null>;
  patch(id: LinkId, patch: LinkPatch): Promise<Batch>;
  tag(ids: readonly LinkId[], add: readonly string[], remove: readonly string[]): Promise<Batch>;
  star(ids: readonly LinkId[], on: boolean): Promise<Batch>;
  archive(ids: readonly LinkId[], on: boolean): Promise<Batch>;
  trash(ids: readonly LinkId[]): Promise<Batch>;
  restore(ids: readonly LinkId[]): Promise<Batch>;
  /** Removes links in the trash for good: a tombstone stays, their blobs go. Cannot be undone. */
  purge(ids: readonly LinkId[]): Promise<Batch>;
  /**
   * Undoes a batch, or the newest one of this device that can be undone. What was changed again since is left alone and
   * counted. `null` when there is none.
   */
  undo(batchId?: string): Promise<Reverted | null>;
  /** To the top of lists sorted by date. */
  moveUp(ids: readonly LinkId[]): Promise<Batch>;

  /** Links outside the trash that are likely the same page: largest groups first, the oldest link of each first. */
  duplicates(): Promise<readonly (readonly LinkRow[])[]>;

  /** Of all tags that links outside the trash have. */
  tagUse(): Promise<readonly TagUse[]>;
  /** What these tags have together. */
  tagUnion(tags: readonly string[]): Promise<TagUnion>;

  /** These links as the text of a bookmark file, in this order. Snapshots go with the complete backup. */
  exportLinks(ids: readonly LinkId[]): Promise<string>;

  /** Queues a snapshot now (also the Retry of a failed one). */
  capture(id: LinkId): Promise<void>;
  cancelCapture(id: LinkId): Promise<void>;
  /**
   * Makes a snapshot of a page the person brought (pasted, or a file), in place of a visit to the site. It is kept on this
   * device until the server can be reached.
   */
  bring(id: LinkId, page: { readonly type: BroughtType; readonly bytes: Uint8Array }): Promise<BringOutcome>;
  /** The person has seen what is there now: no longer changed. */
  seen(id: LinkId): Promise<void>;
  /** Links that are looked at by themselves (`patch(id, { watch })`), stopped ones first, then by their next look. */
  readonly watches: Live<readonly WatchedLink[]>;
  /** Lets a watch that stopped, or that was set anew, go on. */
  resumeWatch(id: LinkId): Promise<void>;

  /** Which of these addresses are links outside the trash: one answer each, in their order. */
  knownLinks(urls: readonly string[]): Promise<readonly (KnownLink | null)[]>;

  /** Address the bytes of an artifact can be shown from, offline too. */
  artifactUrl(artifact: Artifact): string;
  /** Text of an artifact held here (reader, markdown, text), or `null` when its bytes are not on this device. */
  artifactText(artifact: Artifact): Promise<string | null>;
  /** Fetches bytes of a snapshot that are not on this device yet. Resolves to whether all are here now. */
  fetchArtifacts(id: LinkId): Promise<boolean>;

  /** Reads a file of links and compares it with the library; writes nothing. */
  readImport(file: ImportFile): Promise<ImportPreview>;
  /**
   * Brings in what was read last, as one batch. `null` when that reading is gone or another import runs. Links are in the
   * library as `importing` counts them, also when the device then takes no more.
   */
  importLinks(id: string, options: ImportOptions): Promise<ImportReport | null>;
  /** Ends the import that runs; its report says what came in until then. */
  stopImport(): Promise<void>;
  /**
   * Writes the complete backup to a file on this device. `null` when it was stopped. Rejects when there is no room for it;
   * nothing is changed then.
   */
  makeBackup(): Promise<BackupMade | null>;
  stopBackup(): Promise<void>;
  /** Looks into a backup and checks it; writes nothing. */
  openBackup(file: Blob): Promise<BackupOpened>;
  /** Brings back what was opened last, as one batch; `null` when that is gone. What is here is never taken away. */
  restoreBackup(): Promise<RestoreReport | null>;
  /** `null` while no backup is being made, checked or brought back in this tab. */
  readonly backup: Live<BackupProgress | null>;
  /** `null` while nothing is being imported in this tab. */
  readonly importing: Live<ImportProgress | null>;

  set(settings: Partial<DeviceSettings>): Promise<void>;
  /** Claims the server with the code of the console's link ("" on loopback). Resolves to whether it worked. */
  claim(code: string): Promise<boolean>;
  askToPersist(): Promise<boolean>;
  /** Goes on with what is here after a loss. */
  acceptLoss(): Promise<void>;
  /** The person has read that stored rows were damaged: it is not told again. */
  damageSeen(): Promise<void>;
  /** Throws the index of snapshot texts away and makes it anew in the background. */
  rebuildSearch(): Promise<void>;
  close(): Promise<void>;
}
