/**
 * The only writers of the replica. Each is a pure function over the cells of one shard; times and ids come in as
 * parameters. Run twice, an edit changes nothing the second time, so a batch can be repeated after a lost connection.
 */
import type { LinkId, SnapshotId } from "../domain/ids";
import { linkFields } from "../domain/link";
import type { LinkPatch } from "../domain/link";
import type { Snapshot } from "../domain/snapshot";
import { tagKey } from "../domain/tag";
import {
  baseKey,
  checkKey,
  fieldKey,
  fieldNames,
  isLaterBase,
  parseKey,
  purgedKey,
  SCHEMA_VERSION,
  snapshotKey,
  tagCellKey,
} from "./cells";
import type { Cells } from "./cells";
import { parseCheck } from "./parse-snapshot";
import { isOn, readLink, tagsOn } from "./read-link";

export { WITHDRAWN } from "./read-link";
import type { LinkRecord } from "./read-link";

/** A link as its creator writes it. */
export interface NewLink {
  readonly id: LinkId;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** Ms since 1970. */
  readonly createdAt: number;
  readonly source: string;
  readonly tags: readonly string[];
}

/** One cell before and after an edit; `undefined` = the cell was not there. */
export interface CellChange {
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

export const recordIn = (cells: Cells, id: LinkId): LinkRecord | null =>
  readLink(
    id,
    cells.keysOf(id).map((key) => [key, cells.get(key)]),
  );

export const isPurged = (cells: Cells, id: LinkId): boolean => isOn(cells.get(purgedKey(id)));

/** Writes a base cell, unless the link has one already. */
export function createLink(cells: Cells, link: NewLink): void {
  if (basesIn(cells, link.id).length > 0 || isPurged(cells, link.id)) return;
  const { url, title, description, createdAt, source, tags } = link;
  const base = [SCHEMA_VERSION, url, title, description, createdAt, source, [...tags]];
  cells.set(baseKey(link.id, base), base);
}

/** What devices wrote when they saved this link, as far as it can be read; empty while none has. */
export const basesIn = (cells: Cells, id: LinkId): unknown[] =>
  cells
    .keysOf(id)
    .filter((key) => parseKey(key)?.kind === "base")
    .map((key) => cells.get(key))
    .filter((base) => !isLaterBase(base));

/** Writes an overlay for each field whose value differs from what the link shows. */
export function setFields(cells: Cells, id: LinkId, patch: LinkPatch & { deletedAt?: number }): void {
  const current = recordIn(cells, id)?.link;
  if (!current) return;
  for (const field of fieldNames) {
    if (!Object.hasOwn(patch, field) || patch[field] === undefined) continue;
    const value = linkFields[field].parse(patch[field]);
    if (value === current[field]) continue;
    cells.set(fieldKey(id, field), typeof value === "boolean" ? Number(value) : value);
  }
}

/** Turns tags on and off. A tag that is on under another spelling stays as it is; turning off takes all spellings. */
export function setTags(
  cells: Cells,
  id: LinkId,
  change: { readonly add: readonly string[]; readonly remove: readonly string[] },
): void {
  if (!recordIn(cells, id)) return;
  const gone = new Set(change.remove.map(tagKey));
  for (const tag of spellingsOn(cells, id)) if (gone.has(tagKey(tag))) cells.set(tagCellKey(id, tag), 0);
  const on = new Set(spellingsOn(cells, id).map(tagKey));
  for (const tag of change.add) {
    if (on.has(tagKey(tag))) continue;
    on.add(tagKey(tag));
    cells.set(tagCellKey(id, tag), 1);
  }
}

function spellingsOn(cells: Cells, id: LinkId): string[] {
  const bases = basesIn(cells, id).map((base): unknown => (Array.isArray(base) ? base[6] : []));
  const overlays = new Map<string, boolean>();
  for (const key of cells.keysOf(id)) {
    const parsed = parseKey(key);
    if (parsed?.kind === "tag") overlays.set(parsed.tag, isOn(cells.get(key)));
  }
  return tagsOn(bases, overlays);
}

/** Adds the manifest of a snapshot. A manifest is written once: one with the same id stays as it is. */
export function putSnapshot(cells: Cells, id: LinkId, snapshot: Snapshot): void {
  const key = snapshotKey(id, snapshot.id);
  if (isPurged(cells, id) || cells.get(key) !== undefined) return;
  const { linkId: _, checked: __, ...manifest } = snapshot;
  cells.set(key, manifest);
}

/** Notes that a snapshot's page was found unchanged at `at` (ms since 1970). An earlier look changes nothing. */
export function putCheck(
  cells: Cells,
  id: LinkId,
  { snapshot, at }: { readonly snapshot: SnapshotId; readonly at: number },
): void {
  const key = checkKey(id, snapshot);
  if (isPurged(cells, id) || cells.get(snapshotKey(id, snapshot)) === undefined) return;
  const known = parseCheck(cells.get(key));
  if (known && known.at >= at) return;
  cells.set(key, [at, (known?.times ?? 0) + 1]);
}

/** Removes everything of a link and leaves a tombstone that no late edit can lift. */
export function purgeLink(cells: Cells, id: LinkId): void {
  for (const key of cells.keysOf(id)) if (key !== purgedKey(id)) cells.delete(key);
  cells.set(purgedKey(id), 1);
}

/** Puts back what the cells held before, except where somebody wrote another value since: answers those. */
export function revert(cells: Cells, changes: readonly CellChange[]): CellChange[] {
  return changes.filter(({ key, before, after }) => {
    const now = cells.get(key);
    if (!sameValue(now, after)) return !sameValue(now, before) && !(isDefault(now) && isDefault(before));
    if (before === undefined) cells.delete(key);
    else cells.set(key, before);
    return false;
  });
}

/** An absent cell and an empty one say the same. */
const isDefault = (value: unknown): boolean => value === undefined || value === 0 || value === "";

/** Whether two cell values are the same plain JSON. What no JSON can hold is never the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    return false; // a foreign device wrote it
  }
}
