/**
 * Which links a search finds, from memory and without reading them: those with a word that begins with the letters asked
 * for, with a tag, of a site, in a state, of a time, and how well they fit. What the index cannot tell is asked of the links
 * that it leaves, so a search with this index finds exactly what one without it finds. Built in small pieces from what is
 * in memory anyway; links that are not in it yet are always looked at.
 */
import { compileQuery } from "../../../domain/query/match";
import type { Query } from "../../../domain/query/query";
import type { QuerySubject } from "../../../domain/query/subject";
import type { Ranking } from "../../../search/rank";
import type { CaptureState, ListSpec } from "../../library";
import { subjectOf } from "../../projection/entry";
import type { Entry } from "../../projection/entry";
import { isInPlace } from "../../projection/link-index";
import type { EntryChange } from "../../projection/link-index";
import { entriesOf } from "../found-list";
import type { Placed } from "../found-list";
import type { Findings } from "../text-search";
import { ARCHIVED, ASIDE, Columns, GONE, SHOWN } from "./columns";
import { fieldsOf } from "./fields";
import { inAll, narrow, type Narrowed } from "./narrow";
import { NewestFirst } from "./newest-first";
import { filtered, type Places } from "./places";
import { byPoints, pointsOf } from "./points";
import { WordStarts } from "./word-starts";

/** Links to look at. */
export interface Among {
  readonly entries: Iterable<Entry>;
  /** No fewer than there are. */
  readonly length: number;
  /** How many of them, from the first on, are in the order of a list of all links, newest first. */
  readonly ordered: number;
  /** Whether all of them satisfy the query. */
  readonly isSure: boolean;
  /** These links in order, where they are the whole answer: no other satisfies the query and belongs to the list. */
  readonly whole: Placed | null;
}

export interface Question {
  readonly query: Query;
  readonly findings: Findings;
  readonly spec: Pick<ListSpec, "place" | "tag">;
  /** How the links are ranked; `null` = newest first. */
  readonly ranking: Ranking | null;
  /** Only links that are in are looked at: the newest come in first. */
  readonly isPart?: boolean;
}

/** Ms of one piece: whatever else is asked of the worker waits no longer. */
const PIECE = 3;
/** Ms of one piece while a search waits. */
const HURRIED = 4;
/** Ms between two looks whether edits are still under way, and how often that is waited for. */
const ASIDE_FOR = 30;
const WAITS = 30;
/** Below this many, links that are gone may stay. */
const FEW = 2000;
/** So many links that are not in yet are taken in before an answer, which is whole then. */
const SOON = 64;

const isNothing = (query: Query): boolean => query.kind === "and" && query.of.length === 0;

/** What a place must hold at least for a list; with words or a tag "all" means the archive too. */
function leastOf({ spec, query }: Question): number {
  if (spec.place !== "all") return ASIDE;
  return spec.tag !== undefined || !isNothing(query) ? ARCHIVED : SHOWN;
}

export class WordIndex {
  #entries: Entry[] = [];
  #columns = new Columns();
  #places = new Map<string, number>();
  #starts = new WordStarts();
  #order = new NewestFirst(this.#entries);
  /** Places whose fields are not known. */
  #odd = new Set<number>();
  /** Not in yet, in the order in which they will come in. */
  readonly #fresh = new Set<Entry>();
  #gone = 0;
  #isWorking = false;

  /** `isBusy`: something is being written, which nothing here is to slow down. */
  constructor(
    private readonly stateOf: (entry: Entry) => CaptureState,
    private readonly isBusy: () => boolean = () => false,
  ) {}

  /** Begins anew with these links. */
  fill(entries: Iterable<Entry>): void {
    this.#entries = [];
    this.#columns = new Columns();
    this.#places = new Map();
    this.#starts = new WordStarts();
    this.#order = new NewestFirst(this.#entries);
    this.#odd = new Set();
    this.#gone = 0;
    this.#fresh.clear();
    for (const entry of entries) this.#fresh.add(entry);
    this.#workSoon();
  }

  /** To be told of every change of a link. */
  change(changes: readonly EntryChange[], all: () => Iterable<Entry>): void {
    for (const { before, after } of changes) {
      if (before && !this.#fresh.delete(before)) this.#forget(before.id);
      if (after) this.#fresh.add(after);
    }
    if (this.#gone > Math.max(FEW, this.#entries.length / 2)) this.fill(all());
    else this.#workSoon();
  }

  #forget(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    this.#columns.forget(place);
    this.#gone++;
  }

  /** Whether all links are in. */
  get isWhole(): boolean {
    return this.#fresh.size === 0;
  }

  /** Whether a question is answered for all links without reading many of them first. */
  get isReady(): boolean {
    return this.#fresh.size <= SOON;
  }

  /** Takes more links in because somebody waits for them. What else is asked of the worker comes in between. */
  hurry(): Promise<void> {
    this.#takeFresh(performance.now() + HURRIED);
    return new Promise((resolve) => afterOthers(resolve));
  }

  /** Links among which all are that satisfy a query; `null` when that may be any. */
  among(question: Question): Among | null {
    if (this.isReady) this.#takeFresh(Infinity);
    const found = this.#narrowed(question);
    const isWhole = this.isWhole || question.isPart === true;
    if (!isWhole || question.spec.place === "trash") return found && this.#partly(found, question);
    return this.#whole(found, question);
  }

  /** The whole answer, of the links that are in. */
  #whole(found: Narrowed | null, question: Question): Among {
    const columns = this.#columns;
    const least = leastOf(question);
    let places = filtered(found?.places ?? columns.everything, (place) => columns.kindOf(place) >= least);
    if (question.spec.place !== "all") places = this.#inPlace(places, question);
    if (!found?.isSure) places = this.#satisfying(places, question);
    const whole = this.#placed(this.#order.of(places), question);
    return { entries: entriesOf(whole), length: places.length, ordered: places.length, isSure: true, whole };
  }

  /** How many links have a word that begins so, and whether one is known by its beginning. */
  countOf(word: string): number {
    return this.#present(this.#starts.find({ text: word, open: true })?.places);
  }

  /** Words of ASCII that begin with a letter. */
  wordsWith(letter: string): Iterable<string> {
    return this.#starts.wordsWith(letter);
  }

  /** How many links have this very word. */
  countOfWord(word: string): number {
    return this.#present(this.#starts.placesOfWord(word));
  }

  #present(places: Places = new Uint32Array()): number {
    return places.reduce((count, place) => (this.#columns.kindOf(place) === GONE ? count : count + 1), 0);
  }

  /** What the query and the tag of the list leave; `null` = any. */
  #narrowed({ query, findings, spec }: Question): Narrowed | null {
    const parts = {
      starts: this.#starts,
      columns: this.#columns,
      findings,
      placeOf: (id: string) => this.#places.get(id),
    };
    const left = narrow(query, parts);
    if (spec.tag === undefined) return left;
    return inAll([left, { places: this.#columns.withTag(spec.tag), isSure: true }]);
  }

  /** While links are still coming in, the list asks the ones it gets for the rest. */
  #partly({ places: found, isSure }: Narrowed, question: Question): Among {
    const { query, findings } = question;
    const least = leastOf(question);
    const places = filtered(found, (place) => this.#columns.kindOf(place) >= least);
    // What a link says is worked out only where it is asked for: at the start none is in yet.
    const test = isSure && !isNothing(query) ? compileQuery(query, findings.elsewhere) : null;
    const fresh = [...this.#fresh].filter((entry) => !test || test(this.#subject(entry)));
    const entries = [...entriesOf({ places, at: this.#entries }), ...fresh];
    return { entries, length: entries.length, ordered: this.#order.count(places), isSure, whole: null };
  }

  #inPlace(places: Places, { spec }: Question): Places {
    return filtered(places, (at) => {
      const entry = this.#entries[at];
      return entry !== undefined && isInPlace(entry, spec.place);
    });
  }

  #satisfying(places: Places, { query, findings }: Question): Places {
    const test = compileQuery(query, findings.elsewhere);
    return filtered(places, (at) => {
      const entry = this.#entries[at];
      return entry !== undefined && test(this.#subject(entry));
    });
  }

  #placed(places: Places, { ranking }: Question): Placed {
    const ids = this.#places;
    const placeOf = (id: string): number | undefined => ids.get(id);
    const placed = { at: this.#entries, placeOf };
    if (!ranking) return { ...placed, places, points: null };
    const parts = { ...placed, starts: this.#starts, odd: this.#odd, stateOf: this.stateOf };
    return { ...placed, ...byPoints({ places, points: pointsOf(places, ranking, parts) }) };
  }

  #workSoon(): void {
    if (this.#isWorking || this.#fresh.size === 0) return;
    this.#isWorking = true;
    setTimeout(() => this.#workOn());
  }

  #workOn(waits = 0): void {
    if (this.isBusy() && waits < WAITS) {
      setTimeout(() => this.#workOn(waits + 1), ASIDE_FOR);
      return;
    }
    this.#takeFresh(performance.now() + PIECE);
    if (this.#fresh.size > 0) afterOthers(() => this.#workOn());
    else this.#isWorking = false;
  }

  /** Takes links in until this moment (ms of this worker). */
  #takeFresh(until: number): void {
    for (const entry of this.#fresh) {
      this.#fresh.delete(entry);
      this.#add(entry);
      if (performance.now() >= until) return;
    }
  }

  #subject(entry: Entry): QuerySubject {
    return subjectOf(entry, this.stateOf);
  }

  #add(entry: Entry): void {
    const subject = this.#subject(entry);
    const fields = fieldsOf(subject);
    const place = this.#entries.push(entry) - 1;
    this.#places.set(entry.id, place);
    this.#columns.add(entry, subject);
    this.#starts.add(place, subject.haystack, fields);
    if (!fields.isPlain) this.#odd.add(place);
  }
}

/** Runs after what has come meanwhile. Timers would wait four ms in between, as long as a piece takes. */
function afterOthers(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  const begin = (): void => {
    port1.close();
    run();
  };
  port1.addEventListener("message", begin, { once: true });
  port1.start();
  port2.postMessage(null);
}
