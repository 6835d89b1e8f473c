/**
 * How many links each saved search finds. Each is an open list like the one a screen shows, so its count is always the
 * one the person sees on opening it.
 */
import type { ListSpec, SavedSearchView } from "../library";
import type { SavedSearch } from "../../replica/facts";

type OpenList = (spec: ListSpec, push: (push: { view: { total: number } }) => void) => { close: () => void };

interface Counted {
  readonly query: string;
  readonly close: () => void;
  count: number;
}

/** How long changes are gathered before counts are told, in ms. */
const TELL_AFTER = 200;

export class SearchCounts {
  readonly #lists = new Map<string, Counted>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly open: OpenList,
    private readonly changed: () => void,
  ) {}

  /** The searches with what they find. */
  of(searches: readonly SavedSearch[]): SavedSearchView[] {
    const wanted = new Set(searches.map(({ id }) => id));
    for (const [id, { close }] of this.#lists) if (!wanted.has(id)) this.#forget(id, close);
    return searches.map(({ id, name, query }) => ({ id, name, query, count: this.#count(id, query) }));
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const [id, { close }] of this.#lists) this.#forget(id, close);
  }

  #count(id: string, query: string): number {
    const known = this.#lists.get(id);
    if (known?.query === query) return known.count;
    if (known) this.#forget(id, known.close);
    // A list tells its view while it is being opened.
    let count = 0;
    const counted = (): Counted | undefined => this.#lists.get(id);
    const spec: ListSpec = { place: "all", query, sort: "newest" };
    const { close } = this.open(spec, ({ view }) => {
      const mine = counted();
      if (!mine) count = view.total;
      else if (mine.count !== view.total) {
        mine.count = view.total;
        this.#tellSoon();
      }
    });
    this.#lists.set(id, { query, close, count });
    return count;
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.changed();
    }, TELL_AFTER);
  }

  #forget(id: string, close: () => void): void {
    close();
    this.#lists.delete(id);
  }
}
