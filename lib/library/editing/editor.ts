/**
 * Turns what a person does into edits of the replica: one named batch each, durable before it resolves, with its undo
 * record in the same commit.
 */
import type { HighlightDraft, HighlightPatch } from "../../domain/highlight";
import type { LinkId } from "../../domain/ids";
import type { LinkPatch } from "../../domain/link";
import { aliasTarget, cleanTag } from "../../domain/tag";
import type { TagFacts } from "../../domain/tag";
import { parseAddress } from "../../domain/url/address";
import { cleanUrl } from "../../domain/url/url-key";
import type { CaptureTask, UndoBatch } from "../../ports/update-log";
import type { Cells } from "../../replica/cells";
import type { CellChange } from "../../replica/edits";
import { purgeLink, recordIn, setFields, setTags, WITHDRAWN } from "../../replica/edits";
import { LIBRARY_ID, LIBRARY_SHARD, setTagKnown } from "../../replica/facts";
import { patchHighlight, putHighlight, removeHighlight } from "../../replica/highlights";
import { shardOf } from "../../replica/shard-of";
import { EditFailed } from "../edit-failed";
import type { Batch, BatchLabel, Trouble, Work } from "../library";
import { EditOrder } from "./edit-order";
import { groupBy } from "./group-by";
import { linkIdsOf } from "./replica-store";
import type { FreshLink } from "./draft";
import type { ReplicaStore, Written } from "./replica-store";

export interface EditorParts {
  readonly replica: ReplicaStore;
  /** Shows an edit that is durable now. */
  readonly written: (written: Written) => void;
  readonly trouble: (trouble: Trouble | null) => void;
  /** Told while a long edit is written; `null` when it is done. */
  readonly working: (work: Work | null) => void;
  /** What is known of tags: their other names. */
  readonly facts: () => TagFacts;
  readonly newId: () => string;
  readonly now: () => number;
}

/** `part` counts the edits of the batch, from 1 for the second one. */
export interface BatchPart {
  readonly batch: string;
  readonly part: number;
}

/** One edit of several links. `edit` and `facts` may run again on another try. */
export interface Edit {
  readonly label: BatchLabel;
  readonly ids: readonly LinkId[];
  readonly edit: (cells: Cells, id: LinkId) => void;
  /** The one link it makes, when the index does not know it. */
  readonly fresh?: FreshLink;
  /** What it changes of the facts of the library; written with the last links. */
  readonly facts?: (cells: Cells) => void;
  /** What it is about, for Activity: a tag, a search. */
  readonly subject?: string;
  /** `false` for what is not worth an undo; "for-good" for what cannot have one but is noted. */
  readonly undoable?: boolean | "for-good";
  /** Makes it a part of a batch that was made a moment ago: both are undone as one. */
  readonly partOf?: BatchPart;
  /** Capture tasks that come into being or go with it. */
  readonly tasks?: () => readonly CaptureTask[];
  readonly droppedTasks?: () => readonly LinkId[];
  /** Capture tasks that are done with it, where they stand still. */
  readonly endedTasks?: readonly CaptureTask[];
}

/** Links a commit: a long edit lets others have their turn in between. */
const CHUNK = 1000;

/** Shards with the links of this edit, in groups of about `CHUNK` links. Facts of the library come last. */
function chunksOf({ ids, facts }: Edit): Map<number, LinkId[]>[] {
  const byShard = groupBy(new Set(ids), shardOf);
  const last = byShard.get(LIBRARY_SHARD) ?? [];
  if (facts) {
    byShard.delete(LIBRARY_SHARD);
    byShard.set(LIBRARY_SHARD, last);
  }
  const chunks: Map<number, LinkId[]>[] = [];
  let room = 0;
  for (const [shard, links] of byShard) {
    if (room < links.length || chunks.length === 0) {
      chunks.push(new Map());
      room = Math.max(CHUNK, links.length);
    }
    chunks.at(-1)?.set(shard, links);
    room -= links.length;
  }
  return chunks;
}

/** The id of a part of a batch; the first has that of the whole. */
export const partId = (id: string, part: number): string => (part === 0 ? id : `${id}~${part}`);

export class Editor {
  readonly order = new EditOrder();

  constructor(private readonly parts: EditorParts) {}

  perform(edit: Edit): Promise<Batch> {
    return this.order.edit(() => this.#perform(edit));
  }

  async #perform(edit: Edit): Promise<Batch> {
    const { partOf } = edit;
    const id = partOf ? partId(partOf.batch, partOf.part) : this.parts.newId();
    const chunks = chunksOf(edit);
    const total = chunks.reduce((sum, chunk) => sum + sizeOf(chunk), 0);
    let done = 0;
    let count = 0;
    try {
      for (const [part, chunk] of chunks.entries()) {
        if (chunks.length > 1) this.parts.working({ label: edit.label, done, total });
        const written = await this.#writeChunk(edit, chunk, partId(id, part));
        count += linksIn(written.changes).length;
        done += sizeOf(chunk);
      }
    } finally {
      if (chunks.length > 1) this.parts.working(null);
    }
    return { id, label: edit.label, count };
  }

  #writeChunk(what: Edit, chunk: ReadonlyMap<number, readonly LinkId[]>, id: string): Promise<Written> {
    const { edit, facts, undoable = true, tasks, droppedTasks, endedTasks = [], fresh } = what;
    return this.write({
      shards: chunk.keys(),
      ...(fresh && { fresh }),
      edit: (cells, shard) => {
        for (const link of chunk.get(shard) ?? []) edit(cells, link);
        if (facts && shard === LIBRARY_SHARD) facts(cells);
      },
      records: (changes) => {
        const batches = changes.length > 0 && undoable !== false ? [this.#batch(what, id, changes)] : [];
        return { batches, tasks: tasks?.() ?? [], droppedTasks: droppedTasks?.() ?? [], endedTasks };
      },
    });
  }

  /** What was done for good is noted without the cells to take it back. */
  #batch({ label, subject, undoable }: Edit, id: string, changes: readonly CellChange[]): UndoBatch {
    return {
      id,
      label,
      at: this.parts.now(),
      linkIds: linksIn(changes),
      changes: undoable === "for-good" ? [] : changes,
      undone: false,
      ...(subject === undefined ? {} : { subject }),
    };
  }

  /** Writes, shows, and keeps `trouble` true. Throws `EditFailed`. */
  async write(write: Parameters<ReplicaStore["write"]>[0]): Promise<Written> {
    const done = await this.parts.replica.write(write);
    if (!done.ok) {
      this.parts.trouble(done.error);
      throw new EditFailed(done.error);
    }
    this.parts.trouble(null);
    this.parts.written(done.value);
    return done.value;
  }

  patch(id: LinkId, patch: LinkPatch): Promise<Batch> {
    const address = patch.url === undefined ? null : parseAddress(patch.url);
    const { url: _, ...others } = patch;
    const clean: LinkPatch = address?.ok ? { ...others, url: cleanUrl(address.value) } : others;
    // How far one has read is noted all the time: nothing a person would undo.
    const undoable = Object.keys(clean).some((field) => field !== "progress");
    return this.perform({ label: "edit", ids: [id], edit: (cells) => setFields(cells, id, clean), undoable });
  }

  /** Another name of a tag gives the tag. `left`: tags no other link carries, which are kept among the unused ones. */
  tag(ids: readonly LinkId[], { add, remove }: TagChange, left: readonly string[] = []): Promise<Batch> {
    const change = { add: this.realTags(add), remove: cleanTags(remove) };
    const label = change.add.length > 0 ? "tag" : "untag";
    const subject = (change.add.length > 0 ? change.add : change.remove).join(", ");
    const edit = (cells: Cells, id: LinkId): void => setTags(cells, id, change);
    const facts = (cells: Cells): void => left.forEach((tag) => setTagKnown(cells, tag, true));
    return this.perform({ label, ids, edit, subject, ...(left.length > 0 && { facts }) });
  }

  /** Tags as they are to be written: clean, and under the name they go by. */
  realTags(tags: readonly string[]): string[] {
    const facts = this.parts.facts();
    return cleanTags(tags).map((tag) => aliasTarget(tag, facts));
  }

  /** To the top of a list sorted by date. */
  moveUp(ids: readonly LinkId[]): Promise<Batch> {
    const movedUpAt = this.parts.now();
    return this.perform({ label: "move-up", ids, edit: (cells, id) => setFields(cells, id, { movedUpAt }) });
  }

  /** Marks a passage; answers the id of the highlight. */
  async highlight(id: LinkId, draft: HighlightDraft): Promise<string> {
    const mark = { ...draft, id: this.parts.newId(), createdAt: this.parts.now() };
    await this.perform({
      label: "highlight",
      ids: [id],
      edit: (cells) => {
        if (recordIn(cells, id)) putHighlight(cells, id, mark);
      },
    });
    return mark.id;
  }

  /** `null` removes it. */
  changeHighlight(id: LinkId, highlight: string, patch: HighlightPatch | null): Promise<Batch> {
    const at = { link: id, highlight };
    return this.perform({
      label: patch ? "edit-highlight" : "unhighlight",
      ids: [id],
      edit: (cells) => (patch ? patchHighlight(cells, at, patch) : removeHighlight(cells, at)),
    });
  }

  star(ids: readonly LinkId[], on: boolean): Promise<Batch> {
    const edit = (cells: Cells, id: LinkId): void => setFields(cells, id, { starred: on });
    return this.perform({ label: on ? "star" : "unstar", ids, edit });
  }

  archive(ids: readonly LinkId[], on: boolean): Promise<Batch> {
    const edit = (cells: Cells, id: LinkId): void => setFields(cells, id, { archived: on });
    return this.perform({ label: on ? "archive" : "unarchive", ids, edit });
  }

  trash(ids: readonly LinkId[]): Promise<Batch> {
    const deletedAt = this.parts.now();
    const edit = (cells: Cells, id: LinkId): void => {
      if (recordIn(cells, id)?.link.deletedAt === 0) setFields(cells, id, { deletedAt });
    };
    return this.perform({ label: "trash", ids, edit });
  }

  restore(ids: readonly LinkId[]): Promise<Batch> {
    return this.perform({
      label: "restore",
      ids,
      edit: (cells, id) => setFields(cells, id, { deletedAt: 0 }),
    });
  }

  /** Answers the snapshots that are gone with the links. Only links in the trash are purged. */
  async purge(
    ids: readonly LinkId[],
    label: "purge" | "expire" = "purge",
  ): Promise<{ readonly batch: Batch; readonly snapshots: readonly string[] }> {
    const gone = new Map<LinkId, readonly string[]>();
    const edit = (cells: Cells, id: LinkId): void => {
      const record = recordIn(cells, id);
      if (!record) return; // an earlier try may have purged it
      if (record.link.deletedAt < WITHDRAWN) {
        gone.delete(id); // restored between two tries
        return;
      }
      gone.set(
        id,
        record.snapshots.map((snapshot) => snapshot.id),
      );
      purgeLink(cells, id);
    };
    const droppedTasks = (): LinkId[] => [...gone.keys()];
    const batch = await this.perform({ label, ids, edit, undoable: "for-good", droppedTasks });
    return { batch, snapshots: [...gone.values()].flat() };
  }
}

export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

const sizeOf = (chunk: ReadonlyMap<number, readonly LinkId[]>): number =>
  [...chunk.values()].reduce((sum, links) => sum + links.length, 0);

/** Links these changes are about; facts of the library are none. */
export const linksIn = (changes: readonly CellChange[]): LinkId[] =>
  linkIdsOf(changes).filter((id) => id !== LIBRARY_ID);

const cleanTags = (tags: readonly string[]): string[] => tags.map(cleanTag).filter((tag) => tag !== "");
