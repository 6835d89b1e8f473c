/**
 * Finds the needles of a query in the texts of snapshots, by link. What was found stays known while a person types: a
 * search of three words asks the index for the newest of them only.
 */
import { allNeedles } from "../../domain/query/match";
import type { Elsewhere } from "../../domain/query/match";
import type { Query } from "../../domain/query/query";
import { findNeedle, type Needle } from "../../domain/text/find";
import type { FoundText, TextIndex } from "../../search/text-index";
import { lineOf } from "./snapshot-texts";

/** How often one needle stands in the snapshots of each link. */
type Times = ReadonlyMap<string, number>;

/** What was found of a query. */
export interface Findings {
  /** How often a needle stands there, by the ids of the links that have it. */
  readonly timesOf: (needle: Needle) => ReadonlyMap<string, number>;
  readonly elsewhere: Elsewhere;
}

const NOTHING: Times = new Map();
/** Needles whose finds are kept. */
const KEPT = 24;
/** Texts compared with a needle at once. */
const AT_ONCE = 16;

const keyOf = ({ text, open }: Needle): string => `${open ? "+" : "="}${text}`;

export const nothingFound: Findings = findingsOf(new Map());

function findingsOf(found: ReadonlyMap<string, Times>): Findings {
  const timesOf = (needle: Needle): Times => found.get(keyOf(needle)) ?? NOTHING;
  return {
    timesOf,
    elsewhere: (needle) => {
      const times = timesOf(needle);
      return (id) => times.has(id);
    },
  };
}

export class TextSearch {
  /** The one used last comes last. */
  #kept = new Map<string, Promise<Times | null>>();

  constructor(
    private readonly index: TextIndex,
    private readonly text: (hash: string) => Promise<string | null>,
  ) {}

  /** The index is another one now. */
  forget(): void {
    this.#kept = new Map();
  }

  /** `null` when the search was given up, or the index could not be read. */
  async find(query: Query, signal: AbortSignal): Promise<Findings | null> {
    if (this.index.size === 0) return nothingFound;
    const found = new Map<string, Times>();
    for (const needle of allNeedles(query)) {
      if (signal.aborted) return null;
      const times = await this.#times(needle, signal);
      if (!times) return null;
      found.set(keyOf(needle), times);
    }
    return signal.aborted ? null : findingsOf(found);
  }

  #times(needle: Needle, signal: AbortSignal): Promise<Times | null> {
    const key = keyOf(needle);
    const known = this.#kept.get(key);
    const kept = this.#kept;
    const times = known ?? this.#ask(needle, signal);
    kept.delete(key);
    kept.set(key, times);
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    // What was given up, or failed, is not known.
    const drop = (): void => {
      if (kept.get(key) === times) kept.delete(key);
    };
    return times.then(
      (value) => {
        if (!value) drop();
        // Another search gave it up; this one still wants to know.
        return !value && known && !signal.aborted ? this.#times(needle, signal) : value;
      },
      () => {
        drop();
        return null;
      },
    );
  }

  async #ask(needle: Needle, signal: AbortSignal): Promise<Times | null> {
    const { texts, isRough } = await this.index.find(needle);
    const times = new Map<string, number>();
    if (!isRough) {
      for (const { link, times: n } of texts) times.set(link, (times.get(link) ?? 0) + n);
      return times;
    }
    for (let i = 0; i < texts.length; i += AT_ONCE) {
      if (signal.aborted) return null;
      const some = texts.slice(i, i + AT_ONCE);
      const counts = await Promise.all(some.map((found) => this.#count(found, needle)));
      some.forEach(({ link }, n) => {
        const count = counts[n] ?? 0;
        if (count > 0) times.set(link, (times.get(link) ?? 0) + count);
      });
    }
    return times;
  }

  /** How often a needle stands in one text, by looking. */
  async #count({ segment, text }: FoundText, needle: Needle): Promise<number> {
    const line = lineOf((await this.text(segment.hashOf(text))) ?? "");
    let count = 0;
    for (let at = findNeedle(line, needle); at >= 0; at = findNeedle(line, needle, at + 1)) count++;
    return count;
  }
}
