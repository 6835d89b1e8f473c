/**
 * Taking back a batch: every cell it wrote gets its former value, except where somebody wrote another one since; how many
 * links were left alone for that is told. A save
 * that is taken back makes the link vanish without trace if nothing was added to it meanwhile; otherwise it goes to the
 * trash, where what was added can be seen.
 */
import type { LinkId } from "../../domain/ids";
import type { UndoBatch, UpdateLog } from "../../ports/update-log";
import { fieldKey, linkIdOfKey, parseKey, purgedKey } from "../../replica/cells";
import type { Cells } from "../../replica/cells";
import { isPurged, revert, sameValue } from "../../replica/edits";
import { WITHDRAWN } from "../../replica/read-link";
import type { CellChange } from "../../replica/edits";
import { isStatement } from "../../replica/roster";
import { shardOf } from "../../replica/shard-of";
import { batchLabels } from "../library";
import type { Batch, BatchLabel, Reverted } from "../library";
import { linksIn } from "./editor";
import type { Editor } from "./editor";
import { groupBy } from "./group-by";

export interface UndoParts {
  readonly log: UpdateLog;
  readonly editor: Editor;
  readonly now: () => number;
}

export interface Undone extends Reverted {
  /** Links whose saving was undone. */
  readonly unsaved: readonly LinkId[];
}

/** Undoes one batch after the other, in order with the edits: whoever asks twice at once takes back two. */
export class Undo {
  constructor(private readonly parts: UndoParts) {}

  /** The newest batch when none is named; `null` when there is nothing to undo. Throws `EditFailed`. */
  undo(batchId?: string): Promise<Undone | null> {
    return this.parts.editor.order.undo(() => undoBatch(this.parts, batchId));
  }

  /** Takes back what a device did. Throws `EditFailed`. */
  revertDevice(what: Revert): Promise<Batch | null> {
    return this.parts.editor.order.undo(() => revertDevice(this.parts, what));
  }
}

/** What another device did, as one edit that takes it back. */
export interface Revert {
  readonly deviceId: string;
  /** Name of the device, for Activity. */
  readonly device: string;
  /** Ms since 1970. */
  readonly since: number;
  readonly newId: () => string;
}

/**
 * Takes back everything a device did since a time, as one batch that can be undone itself. What was changed again since
 * stays, and what is too large to have an undo, such as a first sync. `null` when nothing is left.
 */
async function revertDevice(
  { log, editor, now }: UndoParts,
  { deviceId, device, since, newId }: Revert,
): Promise<Batch | null> {
  const heads = (await log.batchHeads()).filter(
    (head) => head.deviceId === deviceId && head.at >= since && !head.undone && head.cells > 0,
  );
  const parts = (await Promise.all(heads.map(({ id }) => log.batch(id)))).flatMap((part) => part ?? []);
  if (parts.length === 0) return null;
  const byShard = groupBy(merged(parts.toReversed()), ({ key }) => shardOf(linkIdOfKey(key) ?? ""));
  const batch = { id: newId(), label: "revert-device", at: now(), undone: false, subject: device } as const;
  let count = 0;
  await editor.write({
    shards: byShard.keys(),
    edit: (cells, shard) => takeBack(cells, byShard.get(shard) ?? [], batch.at),
    records: (changes) => {
      const linkIds = linksIn(changes);
      count = linkIds.length;
      const undone = parts.map((part) => ({ ...part, undone: true }));
      return {
        batches: count > 0 ? [...undone, { ...batch, linkIds, changes }] : undone,
        droppedTasks: parts.flatMap(createdBy),
      };
    },
  });
  return count > 0 ? { id: batch.id, label: batch.label, count } : null;
}

/** One change of each cell: from what it was before the first to what it was after the last. Oldest first. */
function merged(parts: readonly UndoBatch[]): CellChange[] {
  const all = new Map<string, CellChange>();
  for (const change of parts.flatMap(({ changes }) => changes))
    all.set(change.key, { ...change, before: (all.get(change.key) ?? change).before });
  return [...all.values()];
}

async function undoBatch({ log, editor, now }: UndoParts, batchId?: string): Promise<Undone | null> {
  const id = batchId ?? (await log.newestBatch())?.id.replace(/~.*$/, "");
  const parts = id === undefined ? [] : await log.batchParts(id);
  const open = parts.filter(({ undone, changes }) => !undone && changes.length > 0);
  const [first] = open;
  if (id === undefined || !first) return null;
  const unsaved = open.flatMap(createdBy);
  const left: CellChange[] = [];
  for (const part of open.toReversed()) left.push(...(await undoPart(editor, part, now())));
  const count = open.reduce((sum, part) => sum + part.linkIds.length, 0);
  return { batch: { id, label: labelOf(first), count }, left: linksIn(left).length, unsaved };
}

/** Answers the changes that were left alone, because somebody wrote something else since. */
async function undoPart(editor: Editor, part: UndoBatch, now: number): Promise<readonly CellChange[]> {
  const byShard = groupBy(part.changes, ({ key }) => shardOf(linkIdOfKey(key) ?? ""));
  const left = new Map<number, readonly CellChange[]>();
  await editor.write({
    shards: byShard.keys(),
    edit: (cells, shard) => left.set(shard, takeBack(cells, byShard.get(shard) ?? [], now)),
    records: () => ({
      batches: [{ ...part, undone: true }],
      droppedTasks: createdBy(part),
    }),
  });
  return [...left.values()].flat();
}

/** Links that came into being, or came back, with a batch. */
const createdBy = ({ label, linkIds, changes }: UndoBatch): readonly LinkId[] =>
  label === "save"
    ? linkIds
    : changes.flatMap(({ key, before }) => {
        const id = parseKey(key)?.kind === "base" && before === undefined ? linkIdOfKey(key) : null;
        return id ? [id] : [];
      });

function takeBack(cells: Cells, changes: readonly CellChange[], now: number): CellChange[] {
  // Records of earlier versions hold statements too.
  const done = changes.filter((change) => !isStatement(change));
  const byLink = groupBy(done, ({ key }) => linkIdOfKey(key));
  const left: CellChange[] = [];
  for (const [id, own] of byLink) {
    if (!id) continue;
    const purges = own.some(({ key, after }) => key === purgedKey(id) && after !== undefined);
    if (isPurged(cells, id) && !purges) {
      left.push(...own);
      continue;
    }
    const created = own.some(({ key, before }) => parseKey(key)?.kind === "base" && before === undefined);
    if (!created) left.push(...revert(cells, own));
    // Another tab may have undone the same batch a moment ago.
    else if (cells.get(fieldKey(id, "deletedAt")) !== WITHDRAWN)
      cells.set(fieldKey(id, "deletedAt"), isUntouched(cells, id, own) ? WITHDRAWN : now);
  }
  return left;
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

export const labelOf = ({ label }: Pick<UndoBatch, "label">): BatchLabel =>
  batchLabels.find((one) => one === label) ?? "edit";
