/** Rows of the log to values of the port and back: adds checksums on the way in, checks them on the way out. */
import type {
  NewState,
  NewUpdate,
  PlainCells,
  StoredPage,
  StoredState,
  StoredUpdate,
} from "../../ports/update-log";
import { checksumBytes, checksumPage, checksumText } from "./checksum";
import type { PageRow, PatchRow, StateRow, UpdateRow } from "../db";

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

/** The bytes of a row where they hold. Its plain cells are read when they are asked for, which only damage asks. */
function bytesOf({ update, updateSum }: TwoForms): Uint8Array | null {
  return update instanceof Uint8Array && checksumBytes(update) === updateSum ? update : null;
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

export const storedUpdate = (row: UpdateRow): StoredUpdate => ({
  seq: row.seq ?? 0,
  update: bytesOf(row),
  get cells() {
    return readCells(row);
  },
});
export const storedState = (row: StateRow): StoredState => ({
  upTo: row.upTo,
  update: bytesOf(row),
  get cells() {
    return readCells(row);
  },
});

export const pageRow = (shard: number, head: number, bytes: Uint8Array): PageRow => ({
  shard,
  head,
  bytes,
  sum: checksumPage(bytes),
});

export const patchRow = (
  shard: number,
  { head, prev }: { head: number; prev: number },
  json: string,
): PatchRow => ({ shard, head, prev, json, sum: checksumText(`${prev} ${json}`) });

const pageHolds = ({ bytes, sum }: PageRow): boolean =>
  bytes instanceof Uint8Array && bytes.byteOffset === 0 && checksumPage(bytes) === sum;

const patchHolds = ({ json, prev, sum }: PatchRow): boolean =>
  typeof json === "string" && checksumText(`${prev} ${json}`) === sum;

/**
 * The page of a shard at `head`: the stored one and every patch since, without a gap. `null` when something of it is
 * missing or damaged. `patches` in the order of their heads.
 */
export function storedPage(
  page: PageRow | undefined,
  patches: readonly PatchRow[],
  head: number,
): StoredPage | null {
  if (head === 0 || (page && !pageHolds(page))) return null;
  const from = page?.head ?? 0;
  const later = patches.filter((patch) => patch.head > from);
  if (!isChain(later, from, head)) return null;
  return { bytes: page?.bytes ?? null, patches: later.map(({ json }) => json) };
}

/** Whether sound patches lead from one head to the other without a gap. */
function isChain(patches: readonly PatchRow[], from: number, to: number): boolean {
  let at = from;
  for (const patch of patches) {
    if (patch.prev !== at || !patchHolds(patch)) return false;
    at = patch.head;
  }
  return at === to;
}
