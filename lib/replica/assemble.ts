/**
 * Builds a shard from what the log holds, and mends it where the log is damaged. A damaged row costs at most itself:
 * its own plain copy is used when that is whole, and later updates of the same writer, which Yjs would keep waiting for
 * ever for the lost one, are written again from their plain copies as fresh edits. A row that is not there at all costs
 * itself in the same way.
 */
import type { PlainCells, StoredShard, StoredUpdate } from "../ports/update-log";
import type { Cell } from "./cells";
import { Shard } from "./shard";

export interface DamagedRow {
  /** `null` = the stored state. */
  readonly seq: number | null;
  readonly reason: string;
}

export interface Assembled {
  readonly shard: Shard;
  /** Rows to put aside; the shard must be stored whole when there are any. */
  readonly damaged: readonly DamagedRow[];
}

/** `cells` costs as much as the update: asked for only where that is lost. */
interface Row {
  readonly seq: number | null;
  readonly update: Uint8Array | null;
  readonly cells: () => PlainCells | null;
}

const rowOf = (seq: number | null, stored: Pick<StoredUpdate, "update" | "cells">): Row => ({
  seq,
  update: stored.update,
  cells: () => stored.cells,
});

/** Stands for a row that is not there: sequence numbers begin with 1. */
const NO_ROW = 0;

/** Whether a row is missing: by the log's own count, or because sound ones wait for it. */
const isGapped = ({ missing = 0 }: StoredShard, { shard, damaged }: Assembled): boolean =>
  missing > 0 || (damaged.length === 0 && shard.isWaiting);

/** `writer` signs what has to be written again. */
export function assembleShard(stored: StoredShard, writer: number): Assembled {
  const rows = [
    ...(stored.state ? [rowOf(null, stored.state)] : []),
    ...stored.updates.map((update) => rowOf(update.seq, update)),
  ];
  const first = applyAll(rows);
  const hasGap = isGapped(stored, first);
  if (first.damaged.length === 0 && !hasGap) return first;
  // Waiting updates stay inside a Yjs document, so the sound rows go into a new one.
  const lost = new Map(first.damaged.map(({ seq, reason }) => [seq, reason]));
  if (hasGap) lost.set(NO_ROW, "missing");
  for (const row of rows)
    if (!lost.has(row.seq) && row.update && !first.shard.holds(row.update))
      lost.set(row.seq, "builds on a damaged row");
  const { shard } = applyAll(rows.filter((row) => !lost.has(row.seq)));
  shard.edit(writer, (cells) => {
    for (const row of rows)
      if (lost.has(row.seq)) for (const [key, value] of row.cells() ?? []) put(cells, [key, value]);
  });
  return { shard, damaged: [...lost].map(([seq, reason]) => ({ seq, reason })) };
}

/** Plain JSON has no `undefined`: a deleted cell is noted as `null`, which no cell ever holds. */
function put(
  cells: { set(key: string, value: unknown): void; delete(key: string): void },
  [key, value]: Cell,
): void {
  if (value === null) cells.delete(key);
  else cells.set(key, value);
}

function applyAll(rows: readonly Row[]): Assembled {
  const shard = new Shard();
  const damaged: DamagedRow[] = [];
  for (const { seq, update } of rows) {
    if (!update) damaged.push({ seq, reason: "checksum" });
    else if (!shard.apply(update)) damaged.push({ seq, reason: "not an update" });
  }
  return { shard, damaged };
}

/** Cells an edit set, as the log keeps them beside its update. */
export const plainCells = (changes: readonly { key: string; after: unknown }[]): PlainCells =>
  changes.map(({ key, after }) => [key, after ?? null]);
