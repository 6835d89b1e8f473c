/**
 * One list a screen has open: its view, and the windows of rows the screen is looking at. After a change both go out
 * together, so that a row never shows at a place where it no longer is.
 */
import type { LinkId } from "../../domain/ids";
import { queryWords } from "../../domain/query/match";
import { parseQuery } from "../../domain/query/parse";
import type { CaptureState, ListGroup, LinkRow, ListSpec, ListView } from "../library";
import type { Entry } from "../projection/entry";
import { rowOf } from "../projection/entry";
import { groupByDate } from "../projection/groups";
import type { EntryChange, LinkIndex } from "../projection/link-index";
import { belongsTo } from "../projection/list-filter";
import { compareFor, dateOf, SortedList } from "../projection/sorted-list";

/** Rows in one window. */
export const CHUNK = 64;
export interface ListPush {
  readonly view: ListView;
  /** Every window the screen may still show; all others are out of date. */
  readonly windows: readonly (readonly [index: number, rows: readonly LinkRow[]])[];
}

export interface ListSource {
  readonly index: LinkIndex;
  readonly stateOf: (entry: Entry) => CaptureState;
  /** Links with an open capture task. */
  readonly openTasks: () => readonly { readonly linkId: LinkId }[];
  readonly now: () => number;
}

export class ListSession {
  readonly #list: SortedList;
  readonly #problem: ListView["queryProblem"];
  readonly #marks: readonly string[];
  #windows: readonly number[] = [0];
  #grouped: { readonly day: string; readonly groups: readonly ListGroup[] } | null = null;

  constructor(
    private readonly spec: ListSpec,
    private readonly source: ListSource,
    private readonly push: (push: ListPush) => void,
  ) {
    const { query, problem } = parseQuery(spec.query ?? "", source.now());
    this.#problem = problem;
    this.#marks = queryWords(query);
    this.#list = new SortedList(compareFor(spec), belongsTo({ spec, query, stateOf: source.stateOf }));
    this.#list.fill(source.index.entries());
    this.send();
  }

  ids(): LinkId[] {
    return this.#list.ids();
  }

  /** The screen looks at these windows now. */
  look(windows: readonly number[]): void {
    this.#windows = windows;
    this.send();
  }

  change(changes: readonly EntryChange[]): void {
    if (!this.#list.patch(changes, () => this.source.index.entries())) return;
    this.#grouped = null;
    this.send();
  }

  send(): void {
    const windows = this.#windows.map(
      (window) => [window, this.#list.slice(window * CHUNK, (window + 1) * CHUNK).map(this.#row)] as const,
    );
    this.push({ view: this.#view(), windows });
  }

  readonly #row = (entry: Entry): LinkRow => rowOf(entry, this.source.stateOf(entry));

  #view(): ListView {
    return {
      total: this.#list.length,
      groups: this.#groups(),
      ...this.#work(),
      marks: this.#marks,
      queryProblem: this.#problem,
    };
  }

  #groups(): readonly ListGroup[] {
    const { sort, place } = this.spec;
    if (sort !== "newest" && sort !== "oldest")
      return [{ kind: "none", at: 0, start: 0, count: this.#list.length }];
    const now = this.source.now();
    const day = new Date(now).toDateString();
    if (this.#grouped?.day !== day)
      this.#grouped = { day, groups: groupByDate(this.#list.map(dateOf(place)), now) };
    return this.#grouped.groups;
  }

  #work(): Pick<ListView, "capturing" | "queued"> {
    let capturing = 0;
    let queued = 0;
    for (const { linkId } of this.source.openTasks()) {
      const entry = this.source.index.get(linkId);
      if (!entry || !this.#list.has(entry)) continue;
      const { kind } = this.source.stateOf(entry);
      if (kind === "capturing" || kind === "fetching") capturing++;
      else queued++;
    }
    return { capturing, queued };
  }
}
