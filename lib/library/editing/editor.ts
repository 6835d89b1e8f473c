/**
 * Turns what a person does into edits of the replica: one named batch each, durable before it resolves, with its undo
 * record in the same commit.
 */
import type { LinkId } from "../../domain/ids";
import type { LinkPatch } from "../../domain/link";
import { cleanTag } from "../../domain/tag";
import { parseAddress } from "../../domain/url/address";
import { cleanUrl } from "../../domain/url/url-key";
import type { CaptureTask, UndoBatch } from "../../ports/update-log";
import type { Cells } from "../../replica/cells";
import { purgeLink, recordIn, setFields, setTags } from "../../replica/edits";
import { WITHDRAWN } from "../../replica/read-link";
import { shardOf } from "../../replica/shard-of";
import { EditFailed } from "../edit-failed";
import type { Batch, BatchLabel, Trouble } from "../library";
import { groupBy } from "./group-by";
import { linkIdsOf } from "./replica-store";
import type { ReplicaStore, Written } from "./replica-store";

export interface EditorParts {
  readonly replica: ReplicaStore;
  /** Shows an edit that is durable now. */
  readonly written: (written: Written) => void;
  readonly trouble: (trouble: Trouble | null) => void;
  readonly newId: () => string;
  readonly now: () => number;
}

/** One edit of several links. `edit` may run again on another try. */
export interface Edit {
  readonly label: BatchLabel;
  readonly ids: readonly LinkId[];
  readonly edit: (cells: Cells, id: LinkId) => void;
  /** `false` for what is not worth an undo, or cannot have one. */
  readonly undoable?: boolean;
  /** Capture tasks that come into being or go with it. */
  readonly tasks?: () => readonly CaptureTask[];
  readonly droppedTasks?: () => readonly LinkId[];
}

export class Editor {
  constructor(private readonly parts: EditorParts) {}

  async perform({ label, ids, edit, undoable = true, ...rest }: Edit): Promise<Batch> {
    const id = this.parts.newId();
    const byShard = groupBy(new Set(ids), shardOf);
    const done = await this.write({
      shards: byShard.keys(),
      edit: (cells, shard) => {
        for (const link of byShard.get(shard) ?? []) edit(cells, link);
      },
      records: (changes) => {
        const tasks = rest.tasks?.() ?? [];
        const droppedTasks = rest.droppedTasks?.() ?? [];
        const batch: UndoBatch = {
          id,
          label,
          at: this.parts.now(),
          linkIds: linkIdsOf(changes),
          changes,
          undone: false,
        };
        return { batches: undoable && changes.length > 0 ? [batch] : [], tasks, droppedTasks };
      },
    });
    return { id, label, count: linkIdsOf(done.changes).length };
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

  tag(ids: readonly LinkId[], add: readonly string[], remove: readonly string[]): Promise<Batch> {
    const change = { add: cleanTags(add), remove: cleanTags(remove) };
    const label = change.add.length > 0 ? "tag" : "untag";
    return this.perform({ label, ids, edit: (cells, id) => setTags(cells, id, change) });
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
    const batch = await this.perform({ label: "purge", ids, edit, undoable: false, droppedTasks });
    return { batch, snapshots: [...gone.values()].flat() };
  }
}

const cleanTags = (tags: readonly string[]): string[] => tags.map(cleanTag).filter((tag) => tag !== "");
