/**
 * Makes a link of its cells. Total: whatever a cell holds, the answer is a well-formed link or none, rebuilt field by
 * field, so that a hostile or newer device can make a link look poor but never break a screen.
 */
import type { LinkId } from "../domain/ids";
import { linkFields, MAX_TIME } from "../domain/link";
import type { Link, LinkField, LinkValues } from "../domain/link";
import type { Snapshot } from "../domain/snapshot";
import { cleanTag, tagKey } from "../domain/tag";
import { fieldNames, parseKey } from "./cells";
import type { Cell, ParsedKey } from "./cells";
import { parseSnapshot } from "./parse-snapshot";

/** A link with its snapshots, newest first. */
export interface LinkRecord {
  readonly link: Link;
  readonly snapshots: readonly Snapshot[];
}

const MAX_TAGS = 200;
const WEB_ADDRESS = /^https?:\/\/[^\s/?#]/i;

interface Gathered {
  base: readonly unknown[];
  readonly fields: Map<LinkField, unknown>;
  readonly tags: Map<string, boolean>;
  readonly snapshots: Snapshot[];
  purged: boolean;
}

function gather(id: LinkId, cells: Iterable<Cell>): Gathered {
  const found: Gathered = { base: [], fields: new Map(), tags: new Map(), snapshots: [], purged: false };
  for (const [key, value] of cells) {
    const parsed = parseKey(key);
    if (parsed?.id === id) gatherCell(found, parsed, value);
  }
  return found;
}

function gatherCell(found: Gathered, key: ParsedKey, value: unknown): void {
  switch (key.kind) {
    case "base":
      if (Array.isArray(value)) found.base = value;
      return;
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
    case "purged":
      found.purged = isOn(value);
  }
}

/** Whether a cell that is on or off is on. */
export const isOn = (value: unknown): boolean => value === 1 || value === true;

/** Spellings of tags that are on, in the base or by a cell of their own. */
export function tagsOn(base: unknown, overlays: ReadonlyMap<string, boolean>): string[] {
  const on = new Set<string>();
  for (const tag of Array.isArray(base) ? base.slice(0, MAX_TAGS) : [])
    if (typeof tag === "string" && tag) on.add(tag);
  for (const [tag, wanted] of overlays) {
    if (wanted) on.add(tag);
    else on.delete(tag);
  }
  return [...on];
}

/** Each tag once, although two devices may have spelt it in two ways; sorted by their folded form. */
function tidyTags(spellings: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const spelling of spellings.toSorted()) {
    const tag = cleanTag(spelling);
    const key = tagKey(tag);
    if (key && !byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MAX_TAGS)
    .map(([, tag]) => tag);
}

const time = (value: unknown): number =>
  typeof value === "number" && Number.isFinite(value)
    ? Math.min(MAX_TIME, Math.max(0, Math.trunc(value)))
    : 0;

function valuesOf({ base, fields }: Gathered): LinkValues {
  const original = new Map<LinkField, unknown>([
    ["url", base[1]],
    ["title", base[2]],
    ["description", base[3]],
  ]);
  const parsed = fieldNames.map((field): readonly unknown[] => {
    const value = fields.has(field) ? fields.get(field) : original.get(field);
    return [field, linkFields[field].parse(value)];
  });
  const values: LinkValues = Object.fromEntries(parsed);
  return WEB_ADDRESS.test(values.url) ? values : { ...values, url: linkFields.url.parse(base[1]) };
}

/** The link these cells make, or `null` when there is no base (yet), it was purged, or its address is none. */
export function readLink(id: LinkId, cells: Iterable<Cell>): LinkRecord | null {
  const found = gather(id, cells);
  if (found.purged || found.base.length === 0) return null;
  const values = valuesOf(found);
  if (!WEB_ADDRESS.test(values.url)) return null;
  const source = found.base[5];
  return {
    link: {
      id,
      ...values,
      tags: tidyTags(tagsOn(found.base[6], found.tags)),
      createdAt: time(found.base[4]),
      source: typeof source === "string" ? source.slice(0, 100) : "",
    },
    snapshots: found.snapshots.toSorted((a, b) => b.capturedAt - a.capturedAt || (a.id < b.id ? 1 : -1)),
  };
}
