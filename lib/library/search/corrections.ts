/**
 * What a search that finds nothing may have meant: each of its words that stands nowhere is replaced by the likeliest
 * word that does, in titles, tags, addresses, notes and the texts of snapshots.
 */
import type { Query } from "../../domain/query/query";
import { searchable } from "../../domain/query/subject";
import type { TextIndex } from "../../search/text-index";
import { slipsAllowed, startsOf, Suggestions } from "../../search/typo";
import type { WordIndex } from "./words/word-index";

/** While links are still coming into the index of words: ms between two looks, and how often that is waited for. */
const LOOK_AFTER = 50;
const LOOKS = 100;

export class Corrections {
  constructor(
    private readonly links: Pick<WordIndex, "isWhole" | "countOf" | "wordsWith" | "countOfWord">,
    private readonly index: TextIndex,
  ) {}

  /** The query with its unknown words replaced; `null` when there is nothing to replace or nothing comes near. */
  async correct(query: Query, signal: AbortSignal): Promise<Query | null> {
    const corrected = new Map<string, string>();
    for (const word of wordsOf(query)) {
      const best = await this.#correctWord(word, signal);
      if (signal.aborted) return null;
      if (best !== null) corrected.set(word, best);
    }
    return corrected.size > 0 ? replaced(query, corrected) : null;
  }

  async #correctWord(word: string, signal: AbortSignal): Promise<string | null> {
    if (slipsAllowed(word) === 0) return null;
    const { texts } = await this.index.find({ text: word, open: true });
    if (texts.length > 0 || !(await this.#knowsLinks(signal)) || this.links.countOf(word) > 0) return null;
    const suggestions = new Suggestions(word, true);
    const starts = startsOf(word);
    for (const start of starts) this.#offerLinks(suggestions, start);
    await this.#offerTexts(suggestions, starts);
    return suggestions.best();
  }

  /** Waits until all links can be asked. False when the search was given up meanwhile. */
  async #knowsLinks(signal: AbortSignal): Promise<boolean> {
    for (let looks = 0; looks < LOOKS && !this.links.isWhole && !signal.aborted; looks++) await rest();
    return !signal.aborted;
  }

  #offerLinks(suggestions: Suggestions, start: string): void {
    for (const word of this.links.wordsWith(start)) {
      const count = suggestions.isNear(word) ? this.links.countOfWord(word) : 0;
      if (count > 0) suggestions.offer({ word, count });
    }
  }

  async #offerTexts(suggestions: Suggestions, starts: readonly string[]): Promise<void> {
    for (const start of starts) {
      const answers = await this.index.ask((segment) =>
        segment.words({ from: start, to: `${start}\uffff` }, (word) => suggestions.isNear(word)),
      );
      for (const [, words] of answers)
        for (const { word, count } of words) suggestions.offer({ word, count });
    }
  }
}

/** Folded words that may be corrected: neither quoted nor excluded. */
function wordsOf(query: Query): string[] {
  if (query.kind === "and" || query.kind === "or") return query.of.flatMap(wordsOf);
  return query.kind === "text" && query.open ? [searchable(query.text)] : [];
}

function replaced(query: Query, corrected: ReadonlyMap<string, string>): Query {
  if (query.kind === "and" || query.kind === "or")
    return { ...query, of: query.of.map((one) => replaced(one, corrected)) };
  if (query.kind !== "text" || !query.open) return query;
  return { ...query, text: corrected.get(searchable(query.text)) ?? query.text };
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_AFTER));
