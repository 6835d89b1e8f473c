/**
 * Search over the texts of snapshots as the engine has it: the index, the one tab that keeps it up to date, and the
 * questions of lists. The library works without it: an index that cannot be opened only means that texts are not found,
 * and the storage page says so.
 */
import type { LinkId } from "../../domain/ids";
import type { Query } from "../../domain/query/query";
import type { SearchStore } from "../../ports/search-store";
import type { LinkRecord } from "../../replica/read-link";
import { TextIndex } from "../../search/text-index";
import type { CaptureState, SearchFacts, SearchHit } from "../library";
import type { Entry } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import { Corrections } from "./corrections";
import { hitOf } from "./hit";
import { Indexing } from "./indexing";
import type { Texts } from "./list-search";
import { RecentFinds } from "./recent-finds";
import { TextSearch } from "./text-search";
import type { Findings } from "./text-search";
import { WordIndex } from "./words/word-index";

export interface LibrarySearchParts {
  readonly store: SearchStore;
  /** How far the log of each shard reaches. */
  readonly heads: () => Promise<ReadonlyMap<number, number>>;
  readonly index: LinkIndex;
  readonly stateOf: (entry: Entry) => CaptureState;
  readonly records: (ids: readonly LinkId[]) => Promise<ReadonlyMap<LinkId, LinkRecord>>;
  /** Text of a blob; `null` when its bytes are not here. */
  readonly text: (hash: string) => Promise<string | null>;
  readonly random: () => number;
  /** Whether something is being written. */
  readonly isBusy: () => boolean;
  /** Facts or progress are others now. */
  readonly factsChanged: () => void;
  /** Searches may find other things now. */
  readonly findsChanged: () => void;
  /** Tells the other tabs that the index on disk is another one, or that it has to be made anew. */
  readonly tell: (rebuild: boolean) => void;
}

/** Ms from a change of the library to looking what it means for the index. */
const SETTLE = 500;
/** Times it is waited for what is being written. */
const MOST_WAITS = 30;

export class LibrarySearch implements Texts {
  readonly recent = new RecentFinds();
  readonly words: WordIndex;
  readonly #index: TextIndex;
  readonly #texts: TextSearch;
  readonly #corrections: Corrections;
  readonly #indexing: Indexing;
  #opened: Promise<boolean> = Promise.resolve(false);
  #works = false;
  #isBroken = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: LibrarySearchParts) {
    const { heads, index, stateOf, records, text, random } = parts;
    this.words = new WordIndex(stateOf, parts.isBusy);
    this.#index = new TextIndex(parts.store, random);
    this.#texts = new TextSearch(this.#index, text);
    this.#corrections = new Corrections(this.words, this.#index);
    this.#indexing = new Indexing({
      index: this.#index,
      heads,
      // Links without a snapshot have no texts: nothing of them need be read.
      links: () => index.captured,
      records,
      text,
      changed: (what) => this.#changed(what),
    });
  }

  /** Reads the stored index. Never rejects: without it, texts are not found. */
  open(): Promise<boolean> {
    this.#opened = this.#index.load().then(
      () => true,
      () => {
        this.#isBroken = true;
        return false;
      },
    );
    return this.#opened.then((isOpen) => {
      this.#changed("index");
      return isOpen;
    });
  }

  /** This tab keeps the index from now on. */
  async work(): Promise<void> {
    this.#works = true;
    if (!(await this.#opened)) return;
    await this.parts.store.dropLeftovers();
    await this.#indexing.update();
  }

  /** These links changed: a snapshot may have come or gone. */
  touch(ids: Iterable<LinkId>): void {
    this.recent.forget();
    if (!this.#works) return;
    this.#indexing.touch(ids);
    if (this.#timer === undefined) this.#settle();
  }

  /** Looks for new texts when what is being written is written, or after a while all the same. */
  #settle(waits = 0): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.parts.isBusy() && waits < MOST_WAITS) this.#settle(waits + 1);
      else void this.#indexing.update();
    }, SETTLE);
  }

  /** Files of snapshots were fetched. */
  fetched(): void {
    if (this.#works) void this.#indexing.fetched();
  }

  /** Another tab wrote the index, or asks for a new one. */
  async hear(rebuild: boolean): Promise<void> {
    if (!(await this.#opened)) return;
    if (this.#works && rebuild) return this.#indexing.rebuild();
    if (this.#works || rebuild) return;
    await this.#index.load();
    this.#forget();
  }

  /** Throws the index away and makes it anew, in the tab that keeps it. */
  async rebuild(): Promise<void> {
    if (this.#works) return this.#indexing.rebuild();
    this.parts.tell(true);
  }

  get facts(): SearchFacts {
    return {
      texts: this.#index.size,
      bytes: this.#index.bytes,
      progress: this.#indexing.progress,
      trouble: this.#isBroken ? "database" : this.#indexing.trouble,
    };
  }

  async find(query: Query, signal: AbortSignal): Promise<Findings | null> {
    await this.#opened;
    return this.#texts.find(query, signal);
  }

  async correct(query: Query, signal: AbortSignal): Promise<Query | null> {
    await this.#opened;
    return this.#corrections.correct(query, signal);
  }

  /** Where a link was found, and what stands there. */
  hit(query: Query, entry: Entry): Promise<SearchHit | null> {
    const { id, excerpt, projected } = entry;
    return hitOf(query, {
      note: projected.link.note,
      highlights: projected.highlights,
      excerpt,
      texts: this.#index.textsOf(id),
      newestAt: projected.newest?.lastAt ?? 0,
      read: this.parts.text,
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#indexing.stop();
    this.parts.store.close();
  }

  #changed(what: "index" | "progress"): void {
    if (what === "index") {
      this.#forget();
      if (this.#works) this.parts.tell(false);
    }
    this.parts.factsChanged();
  }

  #forget(): void {
    this.#texts.forget();
    this.recent.forget();
    this.parts.findsChanged();
    this.parts.factsChanged();
  }
}
