/**
 * Which links a search must look at, instead of at the whole library: those with a word that begins with the letters
 * asked for, with a tag, of a site. It only leaves out links that cannot be meant, or knows that all of them are; what it
 * does not know the query itself decides, so a search with this index finds exactly what one without it finds. Built in
 * small pieces from what is in memory anyway; links that are not in it yet are always looked at.
 */
import { allNeedles, compileQuery } from "../../domain/query/match";
import type { Query } from "../../domain/query/query";
import type { QuerySubject } from "../../domain/query/subject";
import type { LinkId } from "../../domain/ids";
import { isUnder, tagKey } from "../../domain/tag";
import type { Needle } from "../../domain/text/find";
import type { CaptureState, ListSpec } from "../library";
import { isPresent, subjectOf } from "../projection/entry";
import type { Entry } from "../projection/entry";
import type { EntryChange } from "../projection/link-index";
import { compareFor } from "../projection/sorted-list";
import type { Findings } from "./text-search";
import { entriesOf, placeIn } from "./found-list";
import type { Placed } from "./found-list";
import { intersection, lowerBound, union, WordStarts } from "./word-starts";

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
}

/** What one part of a query leaves, and whether that is just what satisfies it. */
interface Narrowed {
  readonly places: Uint32Array;
  readonly isSure: boolean;
}

/** Links of one site, as its host and its own name say. */
interface Site {
  readonly subject: QuerySubject;
  readonly places: number[];
}

/** Ms of one piece: whatever else is asked of the worker waits no longer. */
const PIECE = 5;
/** Ms between two looks whether edits are still under way, and how often that is waited for. */
const ASIDE_FOR = 30;
const WAITS = 30;
/** Below this many, links that are gone may stay. */
const FEW = 2000;
/** So many links that are not in yet are taken in before an answer, which is whole then. */
const SOON = 64;
/** What a place holds. */
const GONE = 0;
const ASIDE = 1;
const ARCHIVED = 2;
const SHOWN = 3;
const newest = compareFor({ place: "all", sort: "newest" });

const isNothing = (query: Query): boolean => query.kind === "and" && query.of.length === 0;

/** What a place must hold at least for a list; with words or a tag "all" means the archive too. */
function leastOf({ spec, query }: Question): number {
  if (spec.place !== "all") return ASIDE;
  return spec.tag !== undefined || !isNothing(query) ? ARCHIVED : SHOWN;
}

export class WordIndex {
  #entries: Entry[] = [];
  /** Of each place: a link that is gone, in no list, in the archive, or in all lists. */
  #kinds: number[] = [];
  #places = new Map<string, number>();
  #starts = new WordStarts();
  #tags = new Map<string, number[]>();
  #sites = new Map<string, Site>();
  /** Places up to here are in the order of a list, newest first. */
  #ordered = 0;
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
    this.#kinds = [];
    this.#places = new Map();
    this.#starts = new WordStarts();
    this.#tags = new Map();
    this.#sites = new Map();
    this.#ordered = 0;
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

  #forget(id: LinkId): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    this.#kinds[place] = GONE;
    this.#gone++;
  }

  /** Whether all links are in. */
  get isWhole(): boolean {
    return this.#fresh.size === 0;
  }

  /** Links among which all are that satisfy a query; `null` when that may be any. */
  among(question: Question): Among | null {
    const { query, findings, spec } = question;
    if (this.#fresh.size <= SOON) this.#takeFresh(Infinity);
    const { places: found, isSure } = this.#narrow(question);
    if (!found) return null;
    const places = this.#atLeast(found, leastOf(question));
    if (isSure && spec.place === "all" && this.#fresh.size === 0) {
      const whole = { places: this.#inOrder(places), at: this.#entries };
      return { entries: entriesOf(whole), length: places.length, ordered: places.length, isSure, whole };
    }
    // What a link says is worked out only where it is asked for: at the start none is in yet.
    const test = isSure && !isNothing(query) ? compileQuery(query, findings.elsewhere) : null;
    const fresh = [...this.#fresh].filter((entry) => !test || test(this.#subject(entry)));
    const entries = [...entriesOf({ places, at: this.#entries }), ...fresh];
    const ordered = lowerBound(places, this.#ordered);
    return { entries, length: entries.length, ordered, isSure, whole: null };
  }

  /** Places of these kinds, or of one above. */
  #atLeast(places: Uint32Array, least: number): Uint32Array {
    const kinds = this.#kinds;
    const kept = new Uint32Array(places.length);
    let count = 0;
    for (const place of places) if ((kinds[place] ?? GONE) >= least) kept[count++] = place;
    return kept.subarray(0, count);
  }

  /** Links that came in later take their places among the others. */
  #inOrder(places: Uint32Array): Uint32Array {
    const split = lowerBound(places, this.#ordered);
    if (split === places.length) return places;
    const at = this.#entries;
    const before = { places: places.subarray(0, split), at };
    const dateOf = (place: number): number => at[place]?.outline.createdAt ?? 0;
    const order = (a: number, b: number): number => {
      const [one, other] = [at[a], at[b]];
      return one && other ? newest(one, other) : dateOf(b) - dateOf(a);
    };
    const later = places.subarray(split).toSorted(order);
    const all = new Uint32Array(places.length);
    let from = 0;
    later.forEach((place, n) => {
      const entry = at[place];
      const to = entry ? placeIn(before, entry, newest) : from;
      all.set(before.places.subarray(from, to), from + n);
      all[to + n] = place;
      from = to;
    });
    all.set(before.places.subarray(from), from + later.length);
    return all;
  }

  /** What all parts of a query and the tag of the list leave: of parts that all must hold, each narrows. */
  #narrow({ query, findings, spec }: Question): { places: Uint32Array | null; isSure: boolean } {
    const parts = query.kind === "and" ? query.of : [query];
    const tags: readonly Query[] = spec.tag === undefined ? [] : [{ kind: "tag", path: spec.tag }];
    if (parts.length + tags.length === 0) return { places: this.#everything(), isSure: true };
    const left = [...parts, ...tags].map((part) => this.#narrowed(part, findings));
    const isSure = left.every((some) => some.length > 0 && some.every((one) => one.isSure));
    return { places: intersection(left.flat().map(({ places }) => places)), isSure };
  }

  #everything(): Uint32Array {
    const places = new Uint32Array(this.#entries.length);
    for (let place = 0; place < places.length; place++) places[place] = place;
    return places;
  }

  /** What each thing that a part of a query asks for leaves. */
  #narrowed(part: Query, findings: Findings): Narrowed[] {
    const size = this.#entries.length;
    switch (part.kind) {
      case "text": {
        const needles = allNeedles(part).map((needle) => this.#withNeedle(needle, findings));
        const known = needles.flatMap((one) => one ?? []);
        // A needle that may stand anywhere leaves all: what the others leave is not sure then.
        return known.length === needles.length ? known : known.map((one) => ({ ...one, isSure: false }));
      }
      case "tag": {
        const wanted = tagKey(part.path);
        const under = [...this.#tags].filter(([tag]) => isUnder(tag, wanted)).map(([, places]) => places);
        return [{ places: union(under, size), isSure: true }];
      }
      case "site": {
        const test = compileQuery(part);
        const sites = [...this.#sites.values()].filter(({ subject }) => test(subject));
        const lists = sites.map(({ places }) => places);
        return [{ places: union(lists, size), isSure: true }];
      }
      default:
        return [];
    }
  }

  /** Links that have a needle, in other texts too. */
  #withNeedle(needle: Needle, findings: Findings): Narrowed | null {
    const found = this.#starts.find(needle.text);
    if (!found) return null;
    const isSure = found.isSure && needle.open;
    const others = [...findings.timesOf(needle).keys()].flatMap((id) => this.#places.get(id) ?? []);
    if (others.length === 0) return { places: found.places, isSure };
    return { places: union([Array.from(found.places), others], this.#entries.length), isSure };
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
    this.#work();
    if (this.#fresh.size > 0) afterOthers(() => this.#workOn());
    else this.#isWorking = false;
  }

  #work(): void {
    this.#takeFresh(performance.now() + PIECE);
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
    const place = this.#entries.push(entry) - 1;
    this.#kinds.push(isPresent(entry) ? (entry.outline.archived ? ARCHIVED : SHOWN) : ASIDE);
    this.#places.set(entry.id, place);
    const before = this.#entries[place - 1];
    if (this.#ordered === place && (!before || newest(before, entry) < 0)) this.#ordered = place + 1;
    this.#starts.add(place, subject.haystack);
    for (const tag of new Set(subject.tags)) {
      const places = this.#tags.get(tag);
      if (places) places.push(place);
      else this.#tags.set(tag, [place]);
    }
    const name = `${subject.host}\n${subject.site}`;
    const site = this.#sites.get(name);
    if (site) site.places.push(place);
    else this.#sites.set(name, { subject, places: [place] });
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
