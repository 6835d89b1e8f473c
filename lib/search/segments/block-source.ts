/**
 * Blocks of the index as they are asked for, the ones used last kept in memory up to a bound: searches touch the same
 * few again and again while a person types.
 */
import type { BlockKind, SearchStore } from "../../ports/search-store";

export interface BlockAt {
  readonly segment: number;
  readonly kind: BlockKind;
}

export class BlockSource {
  readonly #kept = new Map<string, Uint8Array>();
  #bytes = 0;

  /** `limit`: bytes to keep at most. */
  constructor(
    private readonly store: Pick<SearchStore, "blocks">,
    private readonly limit: number,
  ) {}

  /** Blocks `from` to `to`, inclusive; `null` when the segment is no longer there. */
  async read(at: BlockAt, from: number, to: number): Promise<readonly Uint8Array[] | null> {
    const kept = this.#all(at, from, to);
    if (kept) return kept;
    const blocks = await this.store.blocks(at, from, to);
    if (blocks.length !== to - from + 1) return null;
    blocks.forEach((block, i) => this.#keep(keyOf(at, from + i), block));
    return blocks;
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  #all(at: BlockAt, from: number, to: number): Uint8Array[] | null {
    const found: Uint8Array[] = [];
    for (let n = from; n <= to; n++) {
      const key = keyOf(at, n);
      const block = this.#kept.get(key);
      if (!block) return null;
      this.#kept.delete(key); // used last comes last
      this.#kept.set(key, block);
      found.push(block);
    }
    return found;
  }

  #keep(key: string, block: Uint8Array): void {
    if (this.#kept.has(key) || block.length > this.limit / 4) return;
    this.#kept.set(key, block);
    this.#bytes += block.length;
    for (const [oldest, bytes] of this.#kept) {
      if (this.#bytes <= this.limit) return;
      this.#kept.delete(oldest);
      this.#bytes -= bytes.length;
    }
  }
}

const keyOf = ({ segment, kind }: BlockAt, block: number): string => `${segment}.${kind}.${block}`;
