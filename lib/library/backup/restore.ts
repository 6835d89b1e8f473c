/**
 * Brings a backup back into a library, never taking anything away: a link that is not here comes as it was, to the last
 * field; one that is here keeps its own values and gets the tags, snapshots and highlights it lacks. What was deleted
 * here for good stays deleted. Run again after it was cut off, it goes on where it can.
 */
import { ARCHIVED_PAGE_CSP } from "../../domain/archived-page";
import type { LinkId } from "../../domain/ids";
import type { BlobCache } from "../../ports/blob-cache";
import type { UndoBatch } from "../../ports/update-log";
import { fieldKey, linkIdOfKey, parseKey } from "../../replica/cells";
import type { Cell, Cells } from "../../replica/cells";
import { basesIn, isPurged } from "../../replica/edits";
import type { CellChange } from "../../replica/edits";
import { WITHDRAWN } from "../../replica/read-link";
import { shardOf } from "../../replica/shard-of";
import { partId } from "../editing/editor";
import type { Editor } from "../editing/editor";
import { groupBy } from "../editing/group-by";
import { linkIdsOf } from "../editing/replica-store";
import type { OpenBackup } from "./open";
import type { RestoreReport } from "./types";

export interface RestoreParts {
  readonly editor: Editor;
  readonly cache: BlobCache;
  /** Notes for every snapshot of these links which of its files are here. */
  readonly claim: (ids: readonly LinkId[]) => Promise<void>;
  /** Removes of these files those that no snapshot names. */
  readonly sweep: (hashes: readonly string[]) => Promise<void>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly progress: (done: number, total: number) => void;
}

/** Headers under which files of other people's pages are answered. */
const headersOf = (mediaType: string): readonly (readonly [string, string])[] => [
  ["Content-Type", mediaType],
  ["Content-Security-Policy", ARCHIVED_PAGE_CSP],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
];

/** Throws `EditFailed` or what the file store throws when the disk is full; what was written until then stays. */
export async function restoreBackup(backup: OpenBackup, parts: RestoreParts): Promise<RestoreReport> {
  const { manifest } = backup;
  const total = manifest.blobs + manifest.parts.length;
  let done = 0;
  const step = (): void => parts.progress(Math.min(++done, total), total);
  const files = await putBlobs(backup, parts, step);
  const run = new CellRun(parts);
  for await (const cells of backup.cells()) {
    await run.take(cells);
    step();
  }
  await parts.claim([...run.touched]);
  await parts.sweep(files.put);
  return {
    batchId: run.batchId,
    added: run.added,
    known: run.known,
    blobs: files.put.length,
    damagedBlobs: files.damaged,
  };
}

/** Files first: a snapshot never claims files that are not there. */
async function putBlobs(backup: OpenBackup, { cache }: RestoreParts, step: () => void) {
  const put: string[] = [];
  let damaged = 0;
  for await (const { hash, mediaType, bytes } of backup.blobs()) {
    if (!bytes) damaged++;
    else if (!(await cache.has(hash))) {
      await cache.put(hash, { bytes, mediaType, headers: headersOf(mediaType) });
      put.push(hash);
    }
    step();
  }
  return { put, damaged };
}

class CellRun {
  readonly touched = new Set<LinkId>();
  added = 0;
  known = 0;
  readonly #batchId: string;
  /** Parts of the batch that are written. */
  #parts = 0;

  constructor(private readonly parts: RestoreParts) {
    this.#batchId = parts.newId();
  }

  get batchId(): string {
    return this.#parts > 0 ? this.#batchId : "";
  }

  async take(cells: readonly Cell[]): Promise<void> {
    const byLink = groupBy(cells, ([key]) => linkIdOfKey(key));
    byLink.delete(null);
    const byShard = groupBy(
      [...byLink.keys()].flatMap((id) => id ?? []),
      shardOf,
    );
    const counted = new Map<LinkId, "added" | "known">();
    const done = await this.parts.editor.write({
      shards: byShard.keys(),
      edit: (here, shard) => {
        for (const id of byShard.get(shard) ?? []) counted.set(id, putLink(here, id, byLink.get(id) ?? []));
      },
      records: (changes) => ({ batches: this.#batches(changes) }),
    });
    if (done.changes.length > 0) this.#parts++;
    for (const [id, kind] of counted) {
      this.touched.add(id);
      if (byLink.get(id)?.some(([key]) => parseKey(key)?.kind === "base")) this[kind]++;
    }
  }

  #batches(changes: readonly CellChange[]): UndoBatch[] {
    if (changes.length === 0) return [];
    const id = partId(this.#batchId, this.#parts);
    return [
      { id, label: "import", at: this.parts.now(), linkIds: linkIdsOf(changes), changes, undone: false },
    ];
  }
}

/** What a link that is here takes over, where it has nothing itself. */
const ADDED: ReadonlySet<string> = new Set(["tag", "snapshot", "highlight", "check"]);

const isAdded = (key: string): boolean => ADDED.has(parseKey(key)?.kind ?? "");

function putLink(here: Cells, id: LinkId, cells: readonly Cell[]): "added" | "known" {
  if (isPurged(here, id)) return "known";
  const isWithdrawn = here.get(fieldKey(id, "deletedAt")) === WITHDRAWN;
  const isKnown = basesIn(here, id).length > 0 && !isWithdrawn;
  for (const [key, value] of cells.filter((cell) => !isKnown || isAdded(cell[0])))
    if (here.get(key) === undefined) here.set(key, value);
  if (isWithdrawn) here.set(fieldKey(id, "deletedAt"), valueOf(cells, fieldKey(id, "deletedAt")) ?? 0);
  return isKnown ? "known" : "added";
}

const valueOf = (cells: readonly Cell[], key: string): unknown => cells.find(([one]) => one === key)?.[1];
