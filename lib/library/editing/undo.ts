/**
 * Taking back a batch: every cell it wrote gets its former value, except where somebody wrote another one since. A save
 * that is taken back makes the link vanish without trace if nothing was added to it meanwhile; otherwise it goes to the
 * trash, where what was added can be seen.
 */
import type { LinkId } from "../../domain/ids";
import type { UndoBatch, UpdateLog } from "../../ports/update-log";
import { fieldKey, linkIdOfKey, parseKey } from "../../replica/cells";
import type { Cells } from "../../replica/cells";
import { isPurged, revert, sameValue } from "../../replica/edits";
import { WITHDRAWN } from "../../replica/read-link";
import type { CellChange } from "../../replica/edits";
import { shardOf } from "../../replica/shard-of";
import type { Batch, BatchLabel } from "../library";
import type { Editor } from "./editor";
import { groupBy } from "./group-by";

export interface UndoParts {
  readonly log: UpdateLog;
  readonly editor: Editor;
  readonly now: () => number;
}

export interface Undone {
  readonly batch: Batch;
  /** Links whose saving was undone. */
  readonly unsaved: readonly LinkId[];
}

/** Undoes one batch after the other: whoever asks twice at once takes back two. */
export class Undo {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: UndoParts) {}

  /** The newest batch when none is named; `null` when there is nothing to undo. Throws `EditFailed`. */
  undo(batchId?: string): Promise<Undone | null> {
    const run = (): Promise<Undone | null> => undoBatch(this.parts, batchId);
    const turn = this.#last.then(run);
    this.#last = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }
}

async function undoBatch({ log, editor, now }: UndoParts, batchId?: string): Promise<Undone | null> {
  const batch = await (batchId === undefined ? log.newestBatch() : log.batch(batchId));
  if (!batch || batch.undone) return null;
  const byShard = groupBy(batch.changes, ({ key }) => shardOf(linkIdOfKey(key) ?? ""));
  const unsaved = batch.label === "save" ? batch.linkIds : createdBy(batch.changes);
  await editor.write({
    shards: byShard.keys(),
    edit: (cells, shard) => takeBack(cells, byShard.get(shard) ?? [], now()),
    records: () => ({ batches: [{ ...batch, undone: true }], droppedTasks: unsaved }),
  });
  return { batch: { id: batch.id, label: labelOf(batch), count: batch.linkIds.length }, unsaved };
}

/** Links that came into being with these changes. */
const createdBy = (changes: readonly CellChange[]): LinkId[] =>
  changes.flatMap(({ key, before }) => {
    const id = parseKey(key)?.kind === "base" && before === undefined ? linkIdOfKey(key) : null;
    return id ? [id] : [];
  });

function takeBack(cells: Cells, changes: readonly CellChange[], now: number): void {
  const byLink = groupBy(changes, ({ key }) => linkIdOfKey(key));
  for (const [id, own] of byLink) {
    if (!id || isPurged(cells, id)) continue;
    const created = own.some(({ key, before }) => parseKey(key)?.kind === "base" && before === undefined);
    if (!created) revert(cells, own);
    // Another tab may have undone the same batch a moment ago.
    else if (cells.get(fieldKey(id, "deletedAt")) !== WITHDRAWN)
      cells.set(fieldKey(id, "deletedAt"), isUntouched(cells, id, own) ? WITHDRAWN : now);
  }
}

/** Whether the link has only what the batch wrote, besides snapshots and reading progress. */
function isUntouched(cells: Cells, id: LinkId, own: readonly CellChange[]): boolean {
  const written = new Map(own.map(({ key, after }) => [key, after]));
  for (const key of cells.keysOf(id)) {
    const parsed = parseKey(key);
    if (parsed?.kind === "snapshot" || (parsed?.kind === "field" && parsed.field === "progress")) continue;
    if (!written.has(key) || !sameValue(cells.get(key), written.get(key))) return false;
  }
  return true;
}

const LABELS: readonly BatchLabel[] = [
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
  "import",
  "purge",
];
const labelOf = ({ label }: UndoBatch): BatchLabel => LABELS.find((one) => one === label) ?? "edit";
