/**
 * A link is one saved address with its fields. Each field is one row of the table below: its cell code in the replica,
 * how a foreign value is parsed (total: bad input becomes the default) and its default. `Link`, `LinkPatch`, the cell
 * codec, the JSON form and the test generators derive from it.
 */
import { watchRhythms } from "./capture";
import type { WatchRhythm } from "./capture";
import type { LinkId } from "./ids";

interface FieldSpec<T> {
  /** One character after the link id in the cell key. Never reuse one. */
  readonly code: string;
  readonly initial: T;
  readonly parse: (value: unknown) => T;
}

const text = (code: string, maxLength: number): FieldSpec<string> => ({
  code,
  initial: "",
  parse: (v) => (typeof v === "string" ? v.slice(0, maxLength) : ""),
});
const flag = (code: string): FieldSpec<boolean> => ({
  code,
  initial: false,
  parse: (v) => v === true || v === 1,
});
const number = (code: string, min: number, max: number): FieldSpec<number> => ({
  code,
  initial: 0,
  parse: (v) => (typeof v === "number" && Number.isFinite(v) ? Math.min(max, Math.max(min, v)) : 0),
});
const rhythm = (code: string): FieldSpec<WatchRhythm> => ({
  code,
  initial: "",
  parse: (v) => watchRhythms.find((one) => one === v) ?? "",
});

export const MAX_URL_LENGTH = 4096;
/** Milliseconds since 1970 a date cell may hold: up to the year 9999. Clocks are display data only. */
export const MAX_TIME = 253_402_300_799_999;

export const linkFields = {
  url: text("u", MAX_URL_LENGTH),
  /** A title the person or an import gave; "" lets the page's own title show. */
  title: text("t", 1000),
  description: text("d", 5000),
  note: text("n", 200_000),
  starred: flag("f"),
  archived: flag("a"),
  /** How far the reader was scrolled, 0 to 1. */
  progress: number("p", 0, 1),
  site: text("s", 300),
  author: text("w", 300),
  language: text("l", 40),
  published: text("b", 40),
  /** Id of the snapshot the person chose to stand for the link; "" lets the best recent one stand for it. */
  shown: text("v", 20),
  /** How often the page is looked at by itself: "daily", "weekly", or "" for never. */
  watch: rhythm("y"),
  /** `capturedAt` of the newest change that was seen. */
  seen: number("c", 0, MAX_TIME),
  /** When it was moved to the top of the list, ms since 1970; 0 = never: it stands where it was saved. */
  movedUpAt: number("m", 0, MAX_TIME),
  /** When it was put in the trash, ms since 1970; 0 = not in the trash. */
  deletedAt: number("!", 0, MAX_TIME),
} as const satisfies Record<
  string,
  FieldSpec<string> | FieldSpec<boolean> | FieldSpec<number> | FieldSpec<WatchRhythm>
>;

export type LinkField = keyof typeof linkFields;
export type LinkValues = {
  -readonly [F in LinkField]: (typeof linkFields)[F] extends FieldSpec<infer T> ? T : never;
};
/** Fields to change; the others stay. */
export type LinkPatch = Partial<Omit<LinkValues, "deletedAt">>;

export interface Link extends LinkValues {
  readonly id: LinkId;
  /** Tag paths as written, each tag in one spelling, sorted by their folded keys. */
  readonly tags: readonly string[];
  /** When it was first saved, ms since 1970. */
  readonly createdAt: number;
  /** Where it came from: "paste", "share", "import:netscape", … */
  readonly source: string;
}

/** A link read from a form, a share or an import, not yet in the library. */
export interface LinkDraft {
  readonly url: string;
  readonly title?: string;
  readonly description?: string;
  readonly note?: string;
  readonly tags?: readonly string[];
  readonly starred?: boolean;
  readonly archived?: boolean;
  readonly createdAt?: number;
  readonly source: string;
}
