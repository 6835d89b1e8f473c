/**
 * What the last search found, for the next one: who types on only narrows it, so only those links need another look.
 * Holds for plain words, which may all go on, in the same place, and until anything in the library or the index changes.
 */
import type { Query } from "../../domain/query/query";
import { searchable } from "../../domain/query/subject";
import type { ListSpec } from "../library";
import type { Entry } from "../projection/entry";

interface Recent {
  readonly place: string;
  readonly words: readonly string[];
  readonly entries: readonly Entry[];
}

const PLAIN_WORD = /^[\p{L}\p{N}]+$/u;

/** The folded words of a query that asks for words alone; `null` for any other. */
function plainWords(query: Query): string[] | null {
  const parts = query.kind === "and" ? query.of : [query];
  const words: string[] = [];
  for (const part of parts) {
    if (part.kind !== "text" || !part.open) return null;
    const word = searchable(part.text);
    if (!PLAIN_WORD.test(word)) return null;
    words.push(word);
  }
  return words.length > 0 ? words : null;
}

const placeOf = ({ place, tag = "" }: ListSpec): string => `${place} ${tag}`;

export class RecentFinds {
  #recent: Recent | null = null;

  /** Links may satisfy other queries now. */
  forget(): void {
    this.#recent = null;
  }

  /** All links that satisfy a query. */
  note(spec: ListSpec, query: Query, entries: readonly Entry[]): void {
    const words = plainWords(query);
    this.#recent = words && { place: placeOf(spec), words, entries };
  }

  /** Links among which all are that satisfy a query; `null` when that may be any. */
  within(spec: ListSpec, query: Query): readonly Entry[] | null {
    const recent = this.#recent;
    const words = recent?.place === placeOf(spec) ? plainWords(query) : null;
    if (!recent || !words || words.length < recent.words.length) return null;
    const last = recent.words.length - 1;
    const isNarrower = recent.words.every((word, i) =>
      i < last ? words[i] === word : words[i]?.startsWith(word),
    );
    return isNarrower ? recent.entries : null;
  }
}
