/** What a person was told is safe, and what of it a library does not hold. */
import type { Row } from "./worker-pipe";

/** Titles are numbered, so that a later one stands for all before it. */
export const titleOf = (n: number): string => `title ${n}`;

export class Told {
  readonly #urls = new Map<string, string>();
  readonly #titles = new Map<string, number>();
  readonly #tags: (readonly [id: string, tag: string])[] = [];
  readonly #imported: string[] = [];
  readonly #refused: string[] = [];

  /** Acknowledged writes. */
  get count(): number {
    return this.#saved + this.#imported.length + this.#tags.length;
  }
  #saved = 0;

  saved(id: string, url: string): void {
    this.#urls.set(id, url);
    this.#saved++;
  }

  renamed(id: string, n: number): void {
    this.#titles.set(id, n);
    this.#saved++;
  }

  tagged(ids: readonly string[], tag: string): void {
    for (const id of ids) this.#tags.push([id, tag]);
  }

  imported(urls: readonly string[]): void {
    this.#imported.push(...urls);
  }

  /** A write that was not acknowledged because the library could not do it. */
  refused(why: string): void {
    this.#refused.push(why);
  }

  missingFrom(rows: readonly Row[]): string[] {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const urls = new Set(rows.map(({ url }) => url));
    const hasTag = (id: string, tag: string): boolean => byId.get(id)?.tags.includes(tag) ?? false;
    return [
      ...this.#refused.map((why) => `refused: ${why}`),
      ...[...this.#urls].filter(([id]) => !byId.has(id)).map(([, url]) => `link ${url}`),
      ...[...this.#titles]
        .filter(([id, n]) => !isTitled(byId.get(id), n))
        .map(([id, n]) => `title ${n} of ${id}`),
      ...this.#tags.filter(([id, tag]) => !hasTag(id, tag)).map(([id, tag]) => `${tag} of ${id}`),
      ...this.#imported.filter((url) => !urls.has(url)).map((url) => `imported ${url}`),
    ];
  }
}

/** A later title may have been written and not told any more; an earlier one may not stand. */
const isTitled = (row: Row | undefined, n: number): boolean =>
  row !== undefined && row.title.startsWith("title ") && Number(row.title.slice("title ".length)) >= n;
