/**
 * Highlights of a link as cells: what was marked is written once, colour and note are fields of their own, so that two
 * devices that change one highlight keep both changes. Reading is total: a bad member becomes its default, a highlight
 * without a quote is none.
 */
import {
  highlightColours,
  isHighlightColour,
  MAX_ANCHOR,
  MAX_HIGHLIGHT_NOTE,
  MAX_QUOTE,
} from "../domain/highlight";
import type { Highlight, HighlightDraft, HighlightPatch } from "../domain/highlight";
import { isSnapshotId } from "../domain/ids";
import type { LinkId } from "../domain/ids";
import { MAX_TIME } from "../domain/link";
import { highlightKey } from "./cells";
import type { Cells, HighlightPart } from "./cells";

/** Cells of the highlights of one link, by their ids. */
export type HighlightCells = Map<string, Map<HighlightPart, unknown>>;

const MAX_HIGHLIGHTS = 2000;

const text = (value: unknown, max: number): string => (typeof value === "string" ? value.slice(0, max) : "");

function readOne(id: string, parts: ReadonlyMap<HighlightPart, unknown>): Highlight | null {
  const base = parts.get("base");
  const deleted = parts.get("deleted");
  if (!Array.isArray(base) || deleted === 1 || deleted === true) return null;
  const [quote, prefix, suffix, createdAt, snapshot] = base.map((member: unknown) => member);
  const colour = parts.get("colour");
  if (text(quote, MAX_QUOTE).trim() === "") return null;
  return {
    id,
    quote: text(quote, MAX_QUOTE),
    prefix: text(prefix, MAX_ANCHOR),
    suffix: text(suffix, MAX_ANCHOR),
    colour: isHighlightColour(colour) ? colour : highlightColours[0],
    note: text(parts.get("note"), MAX_HIGHLIGHT_NOTE),
    createdAt: typeof createdAt === "number" && createdAt > 0 ? Math.min(MAX_TIME, Math.trunc(createdAt)) : 0,
    snapshot: isSnapshotId(snapshot) ? snapshot : "",
  };
}

/** Oldest first. */
export function readHighlights(cells: HighlightCells): Highlight[] {
  const all = [...cells].flatMap(([id, parts]) => readOne(id, parts) ?? []);
  return all.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)).slice(0, MAX_HIGHLIGHTS);
}

export interface NewHighlight extends HighlightDraft {
  readonly id: string;
  /** Ms since 1970. */
  readonly createdAt: number;
}

/** Marks a passage. One with the same id stays as it is. */
export function putHighlight(cells: Cells, link: LinkId, draft: NewHighlight): void {
  const key = highlightKey(link, draft.id, "base");
  const { quote, prefix = "", suffix = "", createdAt, snapshot = "" } = draft;
  if (cells.get(key) !== undefined || quote.trim() === "") return;
  const anchors = [prefix.slice(-MAX_ANCHOR), suffix.slice(0, MAX_ANCHOR)];
  cells.set(key, [quote.slice(0, MAX_QUOTE), ...anchors, createdAt, snapshot]);
  patchHighlight(cells, { link, highlight: draft.id }, draft);
}

interface At {
  readonly link: LinkId;
  readonly highlight: string;
}

/** Changes colour and note; what it does not name stays. */
export function patchHighlight(cells: Cells, { link, highlight }: At, patch: HighlightPatch): void {
  if (cells.get(highlightKey(link, highlight, "base")) === undefined) return;
  const { colour, note } = patch;
  if (colour !== undefined && isHighlightColour(colour))
    cells.set(highlightKey(link, highlight, "colour"), colour);
  if (note !== undefined) cells.set(highlightKey(link, highlight, "note"), note.slice(0, MAX_HIGHLIGHT_NOTE));
}

export function removeHighlight(cells: Cells, { link, highlight }: At): void {
  if (cells.get(highlightKey(link, highlight, "base")) === undefined) return;
  cells.set(highlightKey(link, highlight, "deleted"), 1);
}
