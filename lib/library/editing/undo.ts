/**
 * Taking back a batch: every cell it wrote gets its former value, except where somebody wrote another one since. A save
 * that is taken back makes the link vanish without trace if nothing was added to it meanwhile; otherwise it goes to the
 * trash, where what was added can be seen.
 */
import type { LinkId } from "../../domain/ids";
import type { UndoBatch, UpdateLog } from "../../ports/update-log";
import { baseKey, fieldKey, linkIdOfKey, parseKey } from "../../replica/cells";
import type { Cells } from "../../replica/cells";
import { revert, sameValue, WITHDRAWN } from "../../replica/edits";
import type { CellChange } from "../../replica/edits";
import { shardOf } from "../../replica/shard-of";
import type { Batch, BatchLabel } from "../library";
import type { Editor } from "./editor";
import { groupBy } from "./group-by";

/** Answers the batch that was undone and the links whose saving it undid, or `null` when there is nothing to undo. */
export async function undoBatch(
  { log, editor, now }: { readonly log: UpdateLog; readonly editor: Editor; readonly now: () => number },
  batchId?: string,
): Promise<{ readonly batch: Batch; readonly unsaved: readonly LinkId[] } | null> {
  const batch = await (batchId === undefined ? log.newestBatch() : log.batch(batchId));
  if (!batch || batch.undone) return null;
  const byShard = groupBy(batch.changes, ({ key }) => shardOf(linkIdOfKey(key) ?? ""));
  const unsaved = batch.label === "save" ? batch.linkIds : [];
  await editor.write({
    shards: byShard.keys(),
    edit: (cells, shard) => takeBack(cells, byShard.get(shard) ?? [], now()),
    records: () => ({ batches: [{ ...batch, undone: true }], droppedTasks: unsaved }),
  });
  return { batch: { id: batch.id, label: labelOf(batch), count: batch.linkIds.length }, unsaved };
}

function takeBack(cells: Cells, changes: readonly CellChange[], now: number): void {
  const byLink = groupBy(changes, ({ key }) => linkIdOfKey(key));
  for (const [id, own] of byLink) {
    if (!id) continue;
    const created = own.some(({ key, before }) => key === baseKey(id) && before === undefined);
    if (!created) revert(cells, own);
    else cells.set(fieldKey(id, "deletedAt"), isUntouched(cells, id, own) ? WITHDRAWN : now);
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
  "purge",
];
const labelOf = ({ label }: UndoBatch): BatchLabel => LABELS.find((one) => one === label) ?? "edit";
