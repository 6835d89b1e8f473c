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
import { findNeedle } from "../../domain/text/find";
import type { Needle } from "../../domain/text/find";
import type { CaptureState } from "../library";
import { isPresent, subjectOf } from "../projection/entry";
import type { Entry } from "../projection/entry";
import type { EntryChange } from "../projection/link-index";
import { compareFor } from "../projection/sorted-list";
import type { Findings } from "./text-search";
import { union, WordStarts } from "./word-starts";

/** Links to look at. */
export interface Among {
  readonly entries: readonly Entry[];
  /** How many of them, from the first on, are in the order of a list of all links, newest first. */
  readonly ordered: number;
  /** Whether all of them satisfy the query. */
  readonly isSure: boolean;
  /** Whether all of them are outside the trash, and none is missing for being in it. */
  readonly arePresent: boolean;
}

export interface Question {
  readonly query: Query;
  readonly findings: Findings;
  /** Only links outside the trash are wanted. */
  readonly isPresent: boolean;
}

/** What one part of a query leaves. */
interface Narrowed {
  readonly places: readonly number[];
  /** What it looks for in texts, if it does. */
  readonly needle: Needle | null;
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
const GONE = 0;
const PRESENT = 1;
const ASIDE = 2;
const newest = compareFor({ place: "all", sort: "newest" });

export class WordIndex {
  #entries: Entry[] = [];
  /** Of each place: gone, outside the trash, or neither. */
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
  among({ query, findings, isPresent: wanted }: Question): Among | null {
    const best = this.#best(query, findings);
    if (!best) return null;
    const { needle, isSure } = best;
    const { entries, ordered } = this.#at(best.places, wanted);
    const test = isSure ? compileQuery(query, findings.elsewhere) : null;
    const add = (entry: Entry): void => {
      if (!wanted || isPresent(entry)) entries.push(entry);
    };
    // What a link says is worked out only where it is asked for: at the start none is in yet.
    for (const entry of this.#fresh) if (!test || test(this.#subject(entry))) add(entry);
    // What is not in yet is among them already, and what has the needle itself too.
    if (needle) this.#elsewhere(needle, findings).forEach(add);
    return { entries, ordered, isSure, arePresent: wanted };
  }

  /** Links that have a needle in other texts only. */
  #elsewhere(needle: Needle, findings: Findings): Entry[] {
    const ids = [...findings.timesOf(needle).keys()];
    return ids
      .flatMap((id) => this.#entries[this.#places.get(id) ?? -1] ?? [])
      .filter((entry) => findNeedle(this.#subject(entry).haystack, needle) < 0);
  }

  /** The links of these places, and how many from the first on are in order. */
  #at(places: readonly number[], wanted: boolean): { readonly entries: Entry[]; readonly ordered: number } {
    const entries: Entry[] = [];
    let ordered = 0;
    for (const place of places) {
      const kind = this.#kinds[place];
      const entry = this.#entries[place];
      if (!entry || kind === GONE || (wanted && kind !== PRESENT)) continue;
      entries.push(entry);
      if (place < this.#ordered) ordered = entries.length;
    }
    return { entries, ordered };
  }

  /** The part of a query that leaves the fewest links: of parts that all must hold, one is enough. */
  #best(query: Query, findings: Findings): Narrowed | null {
    const parts = query.kind === "and" ? query.of : [query];
    if (parts.length === 0) return this.#everything();
    const left = parts.flatMap((part) => this.#narrowed(part));
    const isAlone = parts.length === 1 && left.length === 1;
    const timesOf = ({ needle }: Narrowed): number => (needle ? findings.timesOf(needle).size : 0);
    const [first, ...others] = left;
    if (!first) return null;
    const sizeOf = (one: Narrowed): number => one.places.length + timesOf(one);
    const best = others.reduce((least, one) => (sizeOf(one) < sizeOf(least) ? one : least), first);
    return { ...best, isSure: best.isSure && isAlone && timesOf(best) === 0 };
  }

  /** Asks for nothing: in the order of a list all the same. */
  #everything(): Narrowed {
    return { places: this.#entries.map((_, place) => place), needle: null, isSure: false };
  }

  /** What each thing that a part of a query asks for leaves. */
  #narrowed(part: Query): Narrowed[] {
    switch (part.kind) {
      case "text":
        return allNeedles(part).flatMap((needle) => {
          const found = this.#starts.find(needle.text);
          return found ? [{ ...found, needle, isSure: found.isSure && needle.open }] : [];
        });
      case "tag": {
        const wanted = tagKey(part.path);
        const under = [...this.#tags].filter(([tag]) => isUnder(tag, wanted)).map(([, places]) => places);
        return [{ places: union(under, this.#entries.length), needle: null, isSure: true }];
      }
      case "site": {
        const test = compileQuery(part);
        const sites = [...this.#sites.values()].filter(({ subject }) => test(subject));
        const lists = sites.map(({ places }) => places);
        return [{ places: union(lists, this.#entries.length), needle: null, isSure: true }];
      }
      default:
        return [];
    }
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
    const until = performance.now() + PIECE;
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
    this.#kinds.push(isPresent(entry) ? PRESENT : ASIDE);
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
