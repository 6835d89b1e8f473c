/**
 * The part of the library's door that is about edits as such (batches, Activity, what waits for the person), about tags as
 * wholes, and about saved searches. See library.ts, which is the whole door.
 */
import type { HighlightDraft, HighlightPatch } from "../../domain/highlight";
import type { LinkId } from "../../domain/ids";

/** A value that changes: made for `useSyncExternalStore`. `get()` is `undefined` until the first value has come. */
export interface Live<T> {
  get(): T | undefined;
  subscribe(changed: () => void): () => void;
}

/** An edit that was made. `id` undoes it. */
export interface Batch {
  readonly id: string;
  readonly label: BatchLabel;
  /** Links it touched. */
  readonly count: number;
}
export const batchLabels = [
  "save",
  "edit",
  "tag",
  "untag",
  "star",
  "unstar",
  "archive",
  "unarchive",
  "trash",
  "restore",
  "purge",
  /** Deleted for good by its age in the trash. */
  "expire",
  "move-up",
  "highlight",
  "edit-highlight",
  "unhighlight",
  "create-tag",
  "rename-tag",
  "merge-tags",
  "delete-tag",
  "colour-tag",
  "alias-tag",
  "save-search",
  "change-search",
  "delete-search",
  "import",
  /** What another device did. */
  "remote",
  /** All that another device did since a time, taken back. */
  "revert-device",
  /** What another device sent and was not taken, because it held what may not be in a library. */
  "refused",
  /** What another device sent in a layout only a later version of the app knows: kept, and not shown. */
  "later",
] as const;
export type BatchLabel = (typeof batchLabels)[number];

/** A batch that was taken back. */
export interface Reverted {
  readonly batch: Batch;
  /** Links that were left alone, at least in part, because they were changed again since. */
  readonly left: number;
}

/** What was done once, here or by another device. */
export interface ActivityEntry {
  readonly id: string;
  readonly label: BatchLabel;
  /** What the words say was done: of another device's change what its cells tell, else the label. */
  readonly deed: BatchLabel;
  /** Ms since 1970. */
  readonly at: number;
  readonly count: number;
  /** The tag or search it was about, or "". */
  readonly subject: string;
  /** Name of the other device that did it; "" = this one. */
  readonly device: string;
  /** Of its first links. */
  readonly titles: readonly string[];
  readonly undone: boolean;
  /** False for what was for good. */
  readonly revertible: boolean;
}

/** A long edit that is being written. `done` of `total` links. */
export interface Work {
  readonly label: BatchLabel;
  readonly done: number;
  readonly total: number;
}

/** A change by another device that waits for the person: it would remove much of the library. */
export interface HeldChange {
  readonly device: string;
  /** Links it would remove. */
  readonly removes: number;
  /** When it came, ms since 1970. */
  readonly at: number;
}

export interface SavedSearchView {
  readonly id: string;
  readonly name: string;
  /** As typed. */
  readonly query: string;
  /** Links it finds now. */
  readonly count: number;
}

/** A tag that no link outside the trash carries. */
export interface UnusedTag {
  /** As written. */
  readonly tag: string;
  readonly hue: number;
  /** Links in the trash that carry it. */
  readonly inTrash: number;
}

/** How many of some links carry a tag. */
export interface TagShare {
  /** As written. */
  readonly tag: string;
  readonly count: number;
}

export interface KeepingDoor {
  /** Marks a passage; resolves to the id of the highlight. */
  highlight(id: LinkId, draft: HighlightDraft): Promise<string>;
  /** `null` removes the highlight. */
  changeHighlight(id: LinkId, highlight: string, patch: HighlightPatch | null): Promise<Batch>;

  /** What was done in the last thirty days, newest first. */
  activity(): Promise<readonly ActivityEntry[]>;
  /** A long edit under way. */
  readonly work: Live<Work | null>;
  /** What another device did and the person has to decide. */
  readonly held: Live<HeldChange | null>;
  /** "keep" takes the change but for what it removes. */
  answerHeld(wish: "apply" | "keep"): Promise<Batch | null>;

  /** Tags of these links, those on most of them first. */
  tagShares(ids: readonly LinkId[]): Promise<readonly TagShare[]>;
  /** Renames a tag with its children; onto a name that is a tag already, both become one. `null`: nothing to do. */
  renameTag(tag: string, name: string): Promise<Batch | null>;
  /** All become `into`, and their names lead to it. */
  mergeTags(tags: readonly string[], into: string): Promise<Batch | null>;
  /** Below another tag, or "" for the top. */
  nestTag(tag: string, under: string): Promise<Batch | null>;
  deleteTags(tags: readonly string[]): Promise<Batch>;
  /** One of eight hues, or `null` for the one that follows from its name. */
  colourTag(tag: string, hue: number | null): Promise<Batch>;
  /** Another name for a tag. One that is a tag itself is merged into it. */
  addTagAlias(tag: string, alias: string): Promise<Batch | null>;
  removeTagAlias(alias: string): Promise<Batch>;
  createTag(tag: string): Promise<Batch | null>;
  readonly unusedTags: Live<readonly UnusedTag[]>;
  /** Up to five tags that would fit a link, as written, best first; `chosen` stand beside its own. */
  suggestTags(id: LinkId, chosen?: readonly string[]): Promise<readonly string[]>;

  /** In their order. */
  readonly searches: Live<readonly SavedSearchView[]>;
  saveSearch(query: string, name: string): Promise<Batch>;
  changeSearch(id: string, change: { readonly name?: string; readonly query?: string }): Promise<Batch>;
  deleteSearch(id: string): Promise<Batch>;
  /** To a place of the order, counted from 0 among the others. */
  moveSearch(id: string, to: number): Promise<Batch>;
}
