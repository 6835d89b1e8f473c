/**
 * What a search that finds nothing may have meant: each of its words that stands nowhere is replaced by the likeliest
 * word that does, in titles, tags, addresses, notes and the texts of snapshots.
 */
import type { Query } from "../../domain/query/query";
import { searchable } from "../../domain/query/subject";
import { findNeedle } from "../../domain/text/find";
import { runsOf } from "../../domain/text/tokenise";
import type { TextIndex } from "../../search/text-index";
import { slipsAllowed, startsOf, Suggestions } from "../../search/typo";

/** The searchable texts of all links, as one string each. */
export type Haystacks = () => Iterable<string>;

/** Links read in one go; between two of them other work gets its turn. */
const AT_ONCE = 4000;

export class Corrections {
  constructor(
    private readonly haystacks: Haystacks,
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
    if (texts.length > 0) return null;
    const suggestions = new Suggestions(word, true);
    const starts = startsOf(word);
    let read = 0;
    for (const haystack of this.haystacks()) {
      if (findNeedle(haystack, { text: word, open: true }) >= 0) return null;
      for (const { text } of runsOf(haystack))
        if (starts.includes(text.charAt(0))) suggestions.offer({ word: text, count: 1 });
      if (++read % AT_ONCE === 0) await rest();
      if (signal.aborted) return null;
    }
    await this.#offerTexts(suggestions, starts);
    return suggestions.best();
  }

  async #offerTexts(suggestions: Suggestions, starts: readonly string[]): Promise<void> {
    for (const start of starts) {
      const answers = await this.index.ask((segment) =>
        segment.words({ from: start, to: `${start}\uffff` }, (word) => word.startsWith(start)),
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

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
