/**
 * A highlight is a passage of a link that a person marked. It says in words where it stands, so that it is found again
 * in another snapshot of the page, and in text that was laid out anew.
 */
import type { SnapshotId } from "./ids";

export const highlightColours = ["yellow", "green", "blue", "pink"] as const;
export type HighlightColour = (typeof highlightColours)[number];

export const MAX_QUOTE = 10_000;
/** Longest piece kept of the text before and after the quote, in UTF-16 units. */
export const MAX_ANCHOR = 200;
export const MAX_HIGHLIGHT_NOTE = 20_000;

export interface Highlight {
  /** 14 characters, as ids of links. */
  readonly id: string;
  /** The marked text as the page has it; never empty. */
  readonly quote: string;
  /** What stands right before and after it: tells equal passages apart. */
  readonly prefix: string;
  readonly suffix: string;
  readonly colour: HighlightColour;
  readonly note: string;
  /** When it was made, ms since 1970. */
  readonly createdAt: number;
  /** The snapshot it was made in; "" when not known. */
  readonly snapshot: SnapshotId | "";
}

/** A highlight as a person makes it. */
export type HighlightDraft = Pick<Highlight, "quote"> &
  Partial<Pick<Highlight, "prefix" | "suffix" | "colour" | "note" | "snapshot">>;
/** What may change of it. */
export type HighlightPatch = Partial<Pick<Highlight, "colour" | "note">>;

export const isHighlightColour = (value: unknown): value is HighlightColour =>
  highlightColours.some((colour) => colour === value);
