/**
 * The cell layout of a shard: one flat map, whose keys start with the 14 characters of a link id.
 *
 *   <id>+<print>    base [schema version, url, title, description, created at, source, [tags]], written once; named by a
 *                   print of what it says, so that two devices that save one address apart have two cells, not a conflict
 *   <id>            the same, as earlier versions wrote it
 *   <id><code>      overlay of one field (codes in domain/link.ts), last writer wins per field
 *   <id>#<tag>      1 | 0, overrides the tags of the base, last writer wins per tag
 *   <id>~<snapshot> manifest of a snapshot, plain JSON, written once
 *   <id>^<highlight>        [quote, prefix, suffix, created at, snapshot], written once
 *   <id>^<highlight><code>  overlay of its colour (c), note (n), or 1 | 0 for deleted (!)
 *   <id>=<snapshot> [when, how often] its page was found unchanged later; last writer wins
 *   <id>!           when it was put in the trash, 0 = not there
 *   <id>x           1: purged for good; whatever else arrives later stays unseen
 *
 * Overlays are never folded into a new base: two devices folding at the same time would lose an edit. What belongs to no
 * link (saved searches, facts of tags and devices) lies under one id of its own: see facts.ts.
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
  | {
      readonly kind: "highlight";
      readonly id: LinkId;
      readonly highlight: string;
      readonly part: HighlightPart;
    }
  | { readonly kind: "check"; readonly id: LinkId; readonly snapshot: SnapshotId }
  | { readonly kind: "purged"; readonly id: LinkId };

/** What a cell of a highlight holds. */
export type HighlightPart = "base" | "colour" | "note" | "deleted";
const highlightCodes = { base: "", colour: "c", note: "n", deleted: "!" } as const;
const highlightParts = new Map<string, HighlightPart>([
  ["", "base"],
  ["c", "colour"],
  ["n", "note"],
  ["!", "deleted"],
]);

const isLinkField = (name: string): name is LinkField => Object.hasOwn(linkFields, name);

/** All fields of a link, in the order of their table. */
export const fieldNames: readonly LinkField[] = Object.keys(linkFields).filter(isLinkField);

const fieldsByCode = new Map<string, LinkField>(fieldNames.map((field) => [linkFields[field].code, field]));

/** Whether a base is of a layout that only a later version knows: kept and passed on as it is, and not read here. */
export function isLaterBase(base: unknown): boolean {
  const [version]: unknown[] = Array.isArray(base) ? base : [];
  return typeof version === "number" && version > SCHEMA_VERSION;
}

/** The base cell of what is to be written there. */
export const baseKey = (id: LinkId, base: readonly unknown[]): string =>
  `${id}+${print(JSON.stringify(base))}`;

/** FNV-1a over the characters, 32 bits in base 36: enough to keep two devices' cells of one link apart. */
function print(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
export const fieldKey = (id: LinkId, field: LinkField): string => id + linkFields[field].code;
export const tagCellKey = (id: LinkId, tag: string): string => `${id}#${tag}`;
export const snapshotKey = (id: LinkId, snapshot: SnapshotId): string => `${id}~${snapshot}`;
export const highlightKey = (id: LinkId, highlight: string, part: HighlightPart): string =>
  `${id}^${highlight}${highlightCodes[part]}`;
export const checkKey = (id: LinkId, snapshot: SnapshotId): string => `${id}=${snapshot}`;
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
  return parseRest(id, rest);
}

function parseRest(id: LinkId, rest: string): ParsedKey | null {
  const name = rest.slice(1);
  switch (rest[0]) {
    case "+":
      return { kind: "base", id };
    case "#":
      return { kind: "tag", id, tag: name };
    case "~":
      return ofSnapshot("snapshot", id, name);
    case "=":
      return ofSnapshot("check", id, name);
    case "^":
      return parseHighlightKey(id, name);
    case "x":
      return name === "" ? { kind: "purged", id } : null;
    default: {
      const field = fieldsByCode.get(rest);
      return field ? { kind: "field", id, field } : null;
    }
  }
}

const ofSnapshot = (kind: "snapshot" | "check", id: LinkId, name: string): ParsedKey | null =>
  isSnapshotId(name) ? { kind, id, snapshot: name } : null;

function parseHighlightKey(id: LinkId, name: string): ParsedKey | null {
  const highlight = name.slice(0, ID_LENGTH);
  const part = highlightParts.get(name.slice(ID_LENGTH));
  return isLinkId(highlight) && part ? { kind: "highlight", id, highlight, part } : null;
}
