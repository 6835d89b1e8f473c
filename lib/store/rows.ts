/** Rows of the log to values of the port and back: adds checksums on the way in, checks them on the way out. */
import type { NewState, NewUpdate, PlainCells, StoredState, StoredUpdate } from "../ports/update-log";
import { checksumBytes, checksumText } from "./checksum";
import type { PageRow, StateRow, UpdateRow } from "./db";

interface TwoForms {
  readonly update: Uint8Array;
  readonly updateSum: string;
  readonly cells: string;
  readonly cellsSum: string;
}

function seal(update: Uint8Array, plain: PlainCells): TwoForms {
  const cells = toJson(plain);
  return { update, updateSum: checksumBytes(update), cells, cellsSum: checksumText(cells) };
}

/** Cells that foreign devices wrote may hold what JSON cannot; their copy is `null`, the update itself has them whole. */
function toJson(cells: PlainCells): string {
  try {
    return JSON.stringify(cells);
  } catch {
    const each = cells.map((cell) => {
      try {
        return JSON.stringify(cell);
      } catch {
        return JSON.stringify([cell[0], null]); // this one cell
      }
    });
    return `[${each.join()}]`;
  }
}

function unseal(row: TwoForms): { update: Uint8Array | null; cells: PlainCells | null } {
  const bytesHold = row.update instanceof Uint8Array && checksumBytes(row.update) === row.updateSum;
  return { update: bytesHold ? row.update : null, cells: readCells(row) };
}

function readCells(row: TwoForms): PlainCells | null {
  if (typeof row.cells !== "string" || checksumText(row.cells) !== row.cellsSum) return null;
  try {
    const cells: PlainCells = JSON.parse(row.cells);
    return cells;
  } catch {
    return null; // the sum held by chance: still damaged
  }
}

export const updateRow = (update: NewUpdate, at: number): UpdateRow => ({
  shard: update.shard,
  ...seal(update.update, update.cells),
  at,
});

export const stateRow = (state: NewState): StateRow => ({
  shard: state.shard,
  upTo: state.upTo,
  ...seal(state.update, state.cells),
});

export const storedUpdate = (row: UpdateRow): StoredUpdate => ({ seq: row.seq ?? 0, ...unseal(row) });
export const storedState = (row: StateRow): StoredState => ({ upTo: row.upTo, ...unseal(row) });

export const pageRow = (shard: number, head: number, json: string): PageRow => ({
  shard,
  head,
  json,
  sum: checksumText(json),
});

export const pageHolds = (row: PageRow): boolean =>
  typeof row.json === "string" && checksumText(row.json) === row.sum;
