/**
 * The cell layout of a shard: one flat map, whose keys start with the 14 characters of a link id.
 *
 *   <id>            base [schema version, url, title, description, created at, source, [tags]], written once
 *   <id><code>      overlay of one field (codes in domain/link.ts), last writer wins per field
 *   <id>#<tag>      1 | 0, overrides the tags of the base, last writer wins per tag
 *   <id>~<snapshot> manifest of a snapshot, plain JSON, written once
 *   <id>!           when it was put in the trash, 0 = not there
 *   <id>x           1: purged for good; whatever else arrives later stays unseen
 *
 * Overlays are never folded into a new base: two devices folding at the same time would lose an edit.
 */
import { ID_LENGTH, isLinkId, isSnapshotId } from "../domain/ids";
import type { LinkId, SnapshotId } from "../domain/ids";
import { linkFields } from "../domain/link";
import type { LinkField } from "../domain/link";

export const SCHEMA_VERSION = 1;

/** A cell and what it holds: plain JSON. */
export type Cell = readonly [key: string, value: unknown];

/** What an edit may do with the cells of one shard. */
export interface Cells {
  get(key: string): unknown;
  /** Keys of all cells of a link as they are now; writing meanwhile does not change the answer. */
  keysOf(id: LinkId): readonly string[];
  /** Writing the value a cell already has does nothing. */
  set(key: string, value: unknown): void;
  delete(key: string): void;
}

export type ParsedKey =
  | { readonly kind: "base"; readonly id: LinkId }
  | { readonly kind: "field"; readonly id: LinkId; readonly field: LinkField }
  | { readonly kind: "tag"; readonly id: LinkId; readonly tag: string }
  | { readonly kind: "snapshot"; readonly id: LinkId; readonly snapshot: SnapshotId }
  | { readonly kind: "purged"; readonly id: LinkId };

const isLinkField = (name: string): name is LinkField => Object.hasOwn(linkFields, name);

/** All fields of a link, in the order of their table. */
export const fieldNames: readonly LinkField[] = Object.keys(linkFields).filter(isLinkField);

const fieldsByCode = new Map<string, LinkField>(fieldNames.map((field) => [linkFields[field].code, field]));

export const baseKey = (id: LinkId): string => id;
export const fieldKey = (id: LinkId, field: LinkField): string => id + linkFields[field].code;
export const tagCellKey = (id: LinkId, tag: string): string => `${id}#${tag}`;
export const snapshotKey = (id: LinkId, snapshot: SnapshotId): string => `${id}~${snapshot}`;
export const purgedKey = (id: LinkId): string => `${id}x`;

/** The link a key belongs to, or `null` for a key that is not of this layout. */
export function linkIdOfKey(key: string): LinkId | null {
  const id = key.slice(0, ID_LENGTH);
  return isLinkId(id) ? id : null;
}

/** What a key stands for; `null` for keys of a newer layout, which are kept and passed on untouched. */
export function parseKey(key: string): ParsedKey | null {
  const id = linkIdOfKey(key);
  if (!id) return null;
  if (key.length === ID_LENGTH) return { kind: "base", id };
  const rest = key.slice(ID_LENGTH);
  if (rest === "x") return { kind: "purged", id };
  if (rest.startsWith("#")) return { kind: "tag", id, tag: rest.slice(1) };
  if (rest.startsWith("~")) {
    const snapshot = rest.slice(1);
    return isSnapshotId(snapshot) ? { kind: "snapshot", id, snapshot } : null;
  }
  const field = fieldsByCode.get(rest);
  return field ? { kind: "field", id, field } : null;
}
