/**
 * What a query asks of every link beside its words, one value for each place of an index: where it is listed, what it is
 * and has, when it was saved, its tags and its site. Asking it of a hundred thousand links is one pass over a row of numbers.
 */
import { compileQuery } from "../../../domain/query/match";
import type { LinkPart, LinkStateName, Query } from "../../../domain/query/query";
import { fieldIn, type QuerySubject } from "../../../domain/query/subject";
import { isUnder, tagKey } from "../../../domain/tag";
import { isPresent } from "../../projection/entry";
import type { Entry } from "../../projection/entry";
import { placesWhere, union, type Places } from "./places";

/** What a place holds: a link that is gone, in no list, in the archive, or in all lists. */
export const GONE = 0;
export const ASIDE = 1;
export const ARCHIVED = 2;
export const SHOWN = 3;

/** Links of one site, as its host and its own name say. */
interface Site {
  readonly subject: QuerySubject;
  readonly places: number[];
}

type Fact = LinkStateName | LinkPart | "published";
type Test = (subject: QuerySubject) => boolean;

const facts: Readonly<Record<Fact, Test>> = {
  starred: ({ starred }) => starred,
  archived: ({ archived }) => archived,
  unread: ({ unread }) => unread,
  untagged: ({ tags }) => tags.length === 0,
  captured: ({ snapshots }) => snapshots > 0,
  snapshot: ({ snapshots }) => snapshots > 0,
  failed: ({ failed }) => failed,
  gone: ({ gone }) => gone,
  changed: ({ changed }) => changed,
  note: ({ haystack }) => fieldIn(haystack, "note") !== "",
  highlight: ({ haystack }) => fieldIn(haystack, "highlight") !== "",
  published: ({ published }) => published !== "",
};
const bits = new Map(Object.keys(facts).map((fact, n) => [fact, 2 ** n]));
const tests = Object.values(facts);

export class Columns {
  readonly #kinds: number[] = [];
  readonly #facts: number[] = [];
  readonly #createdAt: number[] = [];
  readonly #tags = new Map<string, number[]>();
  readonly #sites = new Map<string, Site>();

  get length(): number {
    return this.#kinds.length;
  }

  /** The next place. */
  add(entry: Entry, subject: QuerySubject): void {
    const place = this.#kinds.length;
    this.#kinds.push(isPresent(entry) ? (entry.outline.archived ? ARCHIVED : SHOWN) : ASIDE);
    this.#facts.push(tests.reduce((sum, test, n) => (test(subject) ? sum + 2 ** n : sum), 0));
    this.#createdAt.push(subject.createdAt);
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

  forget(place: number): void {
    this.#kinds[place] = GONE;
  }

  kindOf(place: number): number {
    return this.#kinds[place] ?? GONE;
  }

  get everything(): Places {
    return placesWhere(this.length, () => true);
  }

  withTag(path: string): Places {
    const wanted = tagKey(path);
    const under = [...this.#tags].filter(([tag]) => isUnder(tag, wanted));
    return this.#joined(under.map(([, places]) => places));
  }

  ofSite(query: Extract<Query, { kind: "site" }>): Places {
    const test = compileQuery(query);
    const sites = [...this.#sites.values()].filter(({ subject }) => test(subject));
    return this.#joined(sites.map(({ places }) => places));
  }

  with(fact: Fact): Places {
    const bit = bits.get(fact) ?? 0;
    return placesWhere(this.length, (place) => ((this.#facts[place] ?? 0) & bit) !== 0);
  }

  /** Saved from one moment to another (exclusive), ms since 1970. */
  savedBetween(from: number, to: number): Places {
    const at = this.#createdAt;
    return placesWhere(this.length, (place) => {
      const time = at[place] ?? 0;
      return time >= from && time < to;
    });
  }

  #joined(lists: readonly (readonly number[])[]): Places {
    return union(
      lists.map((places) => Uint32Array.from(places)),
      this.length,
    );
  }
}
