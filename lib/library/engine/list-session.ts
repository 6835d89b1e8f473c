/**
 * One list a screen has open: its view, and the windows of rows the screen is looking at. After a change both go out
 * together, so that a row never shows at a place where it no longer is.
 */
import type { LinkId } from "../../domain/ids";
import type { Query } from "../../domain/query/query";
import type { TagFacts } from "../../domain/tag";
import type { CaptureState, ListGroup, LinkRow, ListSpec, ListView, SearchHit } from "../library";
import { afterwards } from "../afterwards";
import type { Entry } from "../projection/entry";
import { rowOf } from "../projection/entry";
import { groupByDate } from "../projection/groups";
import type { EntryChange, LinkIndex } from "../projection/link-index";
import { dateOf } from "../projection/sorted-list";
import { ListSearch } from "../search/list-search";
import type { Listed, Texts } from "../search/list-search";
import type { Question, WordIndex } from "../search/words/word-index";

/** Rows in one window. */
export const CHUNK = 64;
/** Ms between two pushes of a list into which another device brings its links, and between looks whether it still does. */
const STREAM_EVERY = 1000;
const STREAM_LOOK = 20;
type Windows = readonly (readonly [index: number, rows: readonly LinkRow[]])[];

export interface ListPush {
  readonly view: ListView;
  /** Every window the screen may still show; all others are out of date. */
  readonly windows: Windows;
}

/** Windows of the view that was pushed last, which the screen came to look at since. */
export interface MoreRows {
  readonly more: Windows;
}

export interface ListSource {
  readonly index: LinkIndex;
  readonly words: WordIndex;
  readonly stateOf: (entry: Entry) => CaptureState;
  /** Whether its state says nothing but what the entry says. */
  readonly isAtRest: (entry: Entry) => boolean;
  /** Links with an open capture task. */
  readonly openTasks: () => readonly { readonly linkId: LinkId }[];
  readonly now: () => number;
  /** Whether another device is bringing its links right now. */
  readonly isStreaming: () => boolean;
  readonly facts: () => TagFacts;
  readonly texts: Texts;
  /** Where a link was found, for the rows on screen. */
  readonly hit: (query: Query, entry: Entry) => Promise<SearchHit | null>;
}

export class ListSession {
  #search: ListSearch;
  /** `null` until the list was made for the first time. */
  #shown: Listed | null = null;
  #windows: readonly number[] = [0];
  /** Of these, the ones the screen has. */
  #sent: readonly number[] = [];
  #grouped: { readonly day: string; readonly groups: readonly ListGroup[] } | null = null;
  readonly #resting = new WeakMap<Entry, LinkRow>();
  /** The list changed, and the screen does not know yet. */
  #isChanged = false;
  /** When the screen was last told, by the clock of this worker. */
  #sentAt = -Infinity;
  #isWaiting = false;
  readonly #sendSoon = afterwards(() => {
    if (this.#isChanged) this.send();
  });

  constructor(
    private readonly spec: ListSpec,
    private readonly source: ListSource,
    private readonly push: (push: ListPush | MoreRows) => void,
  ) {
    this.#search = this.#ask(source);
    this.#search.start();
  }

  #ask({ index, words, stateOf, now, texts, facts }: ListSource): ListSearch {
    const parts = {
      entries: () => index.entries(),
      among: (question: Question) => words.among(question),
      words,
      stateOf,
      now,
      texts,
      facts: facts(),
    };
    return new ListSearch(this.spec, parts, (listed) => this.#show(listed));
  }

  /** What the list asks for means something else now: tags have other names. */
  reread(): void {
    this.#search.close();
    this.#search = this.#ask(this.source);
    this.#search.start();
  }

  ids(): LinkId[] {
    return this.#shown?.list.ids() ?? [];
  }

  /** The screen looks at these windows now: those it has not are sent, and what it no longer looks at it forgets. */
  look(windows: readonly number[]): void {
    const missing = windows.filter((window) => !this.#sent.includes(window));
    this.#windows = windows;
    const shown = this.#shown;
    if (shown && this.#isWaiting && missing.length > 0) this.#sendSoon();
    if (!shown || this.#isChanged) return; // all of them are on their way
    this.#sent = windows;
    if (missing.length > 0) this.push({ more: this.#rows(shown, missing) });
  }

  /** `isForeign`: another device brought it, and nobody waits to see it. */
  change(changes: readonly EntryChange[], isForeign = false): void {
    if (!this.#shown?.list.patch(changes, () => this.source.index.entries())) return;
    this.#grouped = null;
    this.#isChanged = true;
    if (isForeign && this.source.isStreaming()) this.#sendInStream();
    else this.#sendSoon();
  }

  /** Rows that come between rows make the page draw all of them anew: while links stream in, once in a while is enough. */
  #sendInStream(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const look = (): void => {
      const isDue = !this.source.isStreaming() || performance.now() - this.#sentAt >= STREAM_EVERY;
      if (this.#isChanged && !isDue) return void setTimeout(look, STREAM_LOOK);
      this.#isWaiting = false;
      if (this.#isChanged) this.send();
    };
    setTimeout(look);
  }

  /** Searches may find other things now. */
  searchAgain(): void {
    this.#search.again();
  }

  async hit(id: LinkId): Promise<SearchHit | null> {
    const entry = this.source.index.get(id);
    return entry && this.#shown ? this.source.hit(this.#shown.query, entry) : null;
  }

  close(): void {
    this.#isChanged = false;
    this.#search.close();
  }

  #show(listed: Listed): void {
    this.#shown = listed;
    this.#grouped = null;
    this.send();
  }

  send(): void {
    const shown = this.#shown;
    if (!shown) return;
    this.#isChanged = false;
    this.#sentAt = performance.now();
    this.#sent = this.#windows;
    this.push({ view: this.#view(shown), windows: this.#rows(shown, this.#windows) });
  }

  #rows({ list }: Listed, windows: readonly number[]): Windows {
    return windows.map(
      (window) => [window, list.slice(window * CHUNK, (window + 1) * CHUNK).map(this.#row)] as const,
    );
  }

  /** Rows go out again with every change of the list, and nearly all of them as they were. */
  readonly #row = (entry: Entry): LinkRow => {
    const isAtRest = this.source.isAtRest(entry);
    const known = isAtRest ? this.#resting.get(entry) : undefined;
    if (known) return known;
    const row = rowOf(entry, this.source.stateOf(entry));
    if (isAtRest) this.#resting.set(entry, row);
    return row;
  };

  #view(shown: Listed): ListView {
    const { list, marks, problem, corrected, isWhole } = shown;
    return {
      total: list.length,
      groups: this.#groups(shown),
      ...this.#work(shown),
      marks,
      queryProblem: problem,
      corrected,
      isWhole,
    };
  }

  #groups({ list, sort }: Listed): readonly ListGroup[] {
    const { place } = this.spec;
    if (sort !== "newest" && sort !== "oldest")
      return [{ kind: "none", at: 0, start: 0, count: list.length }];
    const now = this.source.now();
    const day = new Date(now).toDateString();
    if (this.#grouped?.day !== day) {
      const date = dateOf(place);
      const at = (n: number): number | undefined => list.slice(n, n + 1).map(date)[0];
      this.#grouped = { day, groups: groupByDate({ length: list.length, at }, now) };
    }
    return this.#grouped.groups;
  }

  #work({ list }: Listed): Pick<ListView, "capturing" | "queued"> {
    let capturing = 0;
    let queued = 0;
    for (const { linkId } of this.source.openTasks()) {
      const entry = this.source.index.get(linkId);
      if (!entry || !list.has(entry)) continue;
      const { kind } = this.source.stateOf(entry);
      if (kind === "capturing" || kind === "fetching") capturing++;
      else queued++;
    }
    return { capturing, queued };
  }
}
