/**
 * Makes a link of its cells. Total: whatever a cell holds, the answer is a well-formed link or none, rebuilt field by
 * field, so that a hostile or newer device can make a link look poor but never break a screen.
 */
import type { Highlight } from "../domain/highlight";
import type { LinkId, SnapshotId } from "../domain/ids";
import { linkFields, MAX_TIME } from "../domain/link";
import type { Link, LinkField, LinkValues } from "../domain/link";
import type { Check, Snapshot } from "../domain/snapshot";
import { remembering } from "../domain/text/remembering";
import { cleanTag, tagKey } from "../domain/tag";
import { fieldNames, isLaterBase, parseKey } from "./cells";
import type { Cell, ParsedKey } from "./cells";
import { readHighlights } from "./highlights";
import type { HighlightCells } from "./highlights";
import { parseCheck, parseSnapshot } from "./parse-snapshot";

/** A link with its snapshots, newest first, and its highlights, oldest first. */
export interface LinkRecord {
  readonly link: Link;
  readonly snapshots: readonly Snapshot[];
  readonly highlights: readonly Highlight[];
}

/**
 * `deletedAt` of a link whose saving was undone: nowhere to be seen, not even in the trash, until the same address is
 * saved again. Unlike a purge it loses nothing another device added meanwhile, and it takes back one saving only: where
 * two devices saved the address apart, the link stays.
 */
export const WITHDRAWN = 1;

const MAX_TAGS = 200;
const WEB_ADDRESS = /^https?:\/\/[^\s/?#]/i;

interface Gathered {
  readonly bases: Base[];
  readonly fields: Map<LinkField, unknown>;
  readonly tags: Map<string, boolean>;
  readonly snapshots: Snapshot[];
  readonly checks: Map<SnapshotId, Check>;
  readonly highlights: HighlightCells;
  purged: boolean;
}

/** What one device wrote when it saved the address. */
interface Base {
  readonly key: string;
  readonly cells: readonly unknown[];
}

function gather(id: LinkId, cells: Iterable<Cell>): Gathered {
  const found: Gathered = {
    bases: [],
    fields: new Map(),
    tags: new Map(),
    snapshots: [],
    checks: new Map(),
    highlights: new Map(),
    purged: false,
  };
  for (const [key, value] of cells) {
    const parsed = parseKey(key);
    if (parsed?.id !== id) continue;
    if (parsed.kind === "base") {
      if (Array.isArray(value) && !isLaterBase(value)) found.bases.push({ key, cells: value });
    } else gatherCell(found, parsed, value);
  }
  found.bases.sort(byAge);
  return found;
}

/** Bases that make a link before those that make none, then the earliest first. */
function byAge(a: Base, b: Base): number {
  const byAddress = Number(isAddress(b.cells[1])) - Number(isAddress(a.cells[1]));
  const byTime = time(a.cells[4]) - time(b.cells[4]);
  return byAddress || byTime || (a.key < b.key ? -1 : 1);
}

const isAddress = (value: unknown): boolean => typeof value === "string" && WEB_ADDRESS.test(value);

function gatherCell(found: Gathered, key: Exclude<ParsedKey, { kind: "base" }>, value: unknown): void {
  switch (key.kind) {
    case "field":
      found.fields.set(key.field, value);
      return;
    case "tag":
      found.tags.set(key.tag, isOn(value));
      return;
    case "snapshot": {
      const snapshot = parseSnapshot(value, key.id);
      if (snapshot?.id === key.snapshot) found.snapshots.push(snapshot);
      return;
    }
    case "highlight": {
      const parts = found.highlights.get(key.highlight) ?? new Map();
      found.highlights.set(key.highlight, parts.set(key.part, value));
      return;
    }
    case "check": {
      noteCheck(found.checks, key.snapshot, value);
      return;
    }
    case "purged":
      found.purged = isOn(value);
  }
}

/** Whether a cell that is on or off is on. */
export const isOn = (value: unknown): boolean => value === 1 || value === true;

/** Spellings of tags that are on, in one of the bases or by a cell of their own. */
export function tagsOn(bases: readonly unknown[], overlays: ReadonlyMap<string, boolean>): string[] {
  const on = new Set<string>();
  for (const base of bases)
    for (const tag of Array.isArray(base) ? base.slice(0, MAX_TAGS) : [])
      if (typeof tag === "string" && tag) on.add(tag);
  for (const [tag, wanted] of overlays) {
    if (wanted) on.add(tag);
    else on.delete(tag);
  }
  return [...on];
}

interface Tidied {
  readonly tag: string;
  readonly key: string;
}

/** Thousands of links share a few tags, and tidying one takes longer than all else that is read of a link. */
const tidyTag = remembering((spelling): Tidied => {
  const tag = cleanTag(spelling);
  return { tag, key: tagKey(tag) };
});

const byKey = (a: Tidied, b: Tidied): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Each tag once, although two devices may have spelt it in two ways; sorted by their folded form. */
function tidyTags(spellings: readonly string[]): string[] {
  // Of the spellings of one tag the first stays the first.
  const all = spellings.toSorted().map(tidyTag).toSorted(byKey);
  return all
    .filter(({ key }, i) => key !== "" && key !== all[i - 1]?.key)
    .slice(0, MAX_TAGS)
    .map(({ tag }) => tag);
}

const time = (value: unknown): number =>
  typeof value === "number" && Number.isFinite(value)
    ? Math.min(MAX_TIME, Math.max(0, Math.trunc(value)))
    : 0;

/** What a member of the bases says: the earliest one that says anything. */
const said = (bases: readonly Base[], member: number): unknown =>
  bases.find(({ cells }) => cells[member] !== "" && cells[member] !== undefined)?.cells[member];

/** What a link says of which nothing is told. Copying one shape takes a tenth of the time of making an object of pairs. */
const untold: LinkValues = Object.fromEntries(
  fieldNames.map((field): readonly unknown[] => [field, linkFields[field].parse(undefined)]),
);

function valuesOf({ bases, fields }: Gathered): LinkValues {
  const url = linkFields.url.parse(bases[0]?.cells[1]);
  const values = { ...untold, url };
  values.title = linkFields.title.parse(said(bases, 2));
  values.description = linkFields.description.parse(said(bases, 3));
  for (const [field, value] of fields) Reflect.set(values, field, linkFields[field].parse(value));
  if (!WEB_ADDRESS.test(values.url)) values.url = url;
  return values;
}

/** The earliest time any device names; a base without one does not make a link older. */
function earliest(bases: readonly Base[]): number {
  const times = bases.map(({ cells }) => time(cells[4])).filter((at) => at > 0);
  return times.length > 0 ? Math.min(...times) : 0;
}

function noteCheck(checks: Map<SnapshotId, Check>, snapshot: SnapshotId, value: unknown): void {
  const check = parseCheck(value);
  if (check) checks.set(snapshot, check);
}

/** The snapshot with what was noted of later looks at its page. */
const withCheck =
  ({ checks }: Gathered) =>
  (snapshot: Snapshot): Snapshot => {
    const checked = checks.get(snapshot.id);
    return checked ? { ...snapshot, checked } : snapshot;
  };

/** The link these cells make, or `null` when there is no base (yet), it was purged, or its address is none. */
export function readLink(id: LinkId, cells: Iterable<Cell>): LinkRecord | null {
  const found = gather(id, cells);
  if (found.purged || found.bases.length === 0) return null;
  const values = valuesOf(found);
  if (!WEB_ADDRESS.test(values.url)) return null;
  if (values.deletedAt === WITHDRAWN && found.bases.length > 1) values.deletedAt = 0;
  const source = said(found.bases, 5);
  const tags = found.bases.map(({ cells: base }) => base[6]);
  return {
    link: {
      id,
      ...values,
      tags: tidyTags(tagsOn(tags, found.tags)),
      createdAt: earliest(found.bases),
      source: typeof source === "string" ? source.slice(0, 100) : "",
    },
    snapshots: found.snapshots
      .map(withCheck(found))
      .toSorted((a, b) => b.capturedAt - a.capturedAt || (a.id < b.id ? 1 : -1)),
    highlights: readHighlights(found.highlights),
  };
}
